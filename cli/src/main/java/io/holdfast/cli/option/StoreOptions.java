package io.holdfast.cli.option;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** How the repository's store is reached, and how objects are made for it. */
public final class StoreOptions {
  @Option(
      names = "--limit-upload",
      scope = ScopeType.INHERIT,
      paramLabel = "KIB/S",
      description = "Upload no faster than this.")
  private int uploadRate;

  @Option(
      names = "--limit-download",
      scope = ScopeType.INHERIT,
      paramLabel = "KIB/S",
      description = "Download no faster than this.")
  private int downloadRate;

  @Option(
      names = "--cache-dir",
      scope = ScopeType.INHERIT,
      paramLabel = "DIRECTORY",
      description = "Keep the local cache here (or HOLDFAST_CACHE_DIR).")
  private @Nullable Path cacheDirectory;

  @Option(names = "--no-cache", scope = ScopeType.INHERIT, description = "Use no local cache.")
  private boolean noCache;

  @Option(
      names = "--cacert",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "Trust the certificates in this PEM file (or HOLDFAST_CACERT).")
  private @Nullable Path certificates;

  @Option(
      names = "--tls-client-cert",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "Show the certificate in this PEM file, which holds its key in PKCS#8, too.")
  private @Nullable Path clientCertificate;

  @Option(
      names = "--insecure-tls",
      scope = ScopeType.INHERIT,
      description = "Believe every server's certificate: anybody may be in between.")
  private boolean anyServer;

  @Option(
      names = "--compression",
      scope = ScopeType.INHERIT,
      paramLabel = "LEVEL",
      description = "off, fastest, auto, better or max (or HOLDFAST_COMPRESSION).")
  private @Nullable String compression;

  @Option(
      names = "--pack-size",
      scope = ScopeType.INHERIT,
      paramLabel = "MIB",
      description = "Make packs of about this size, 4 to 128 (or HOLDFAST_PACK_SIZE).")
  private @Nullable String packSize;

  @Option(
      names = {"-o", "--option"},
      scope = ScopeType.INHERIT,
      paramLabel = "KEY=VALUE",
      converter = ExtendedOptionConverter.class,
      description = {
        "Set an extended option, for example",
        "s3.region=eu-central-1.",
        "Without '=' it is the output format: table or json."
      })
  private List<String> extended = List.of();

  /** KiB per second; 0 for no limit. */
  public int uploadRate() {
    return uploadRate;
  }

  /** KiB per second; 0 for no limit. */
  public int downloadRate() {
    return downloadRate;
  }

  public @Nullable Path cacheDirectory() {
    return cacheDirectory;
  }

  public boolean noCache() {
    return noCache;
  }

  public @Nullable Path certificates() {
    return certificates;
  }

  public @Nullable Path clientCertificate() {
    return clientCertificate;
  }

  public boolean anyServer() {
    return anyServer;
  }

  public @Nullable String compression() {
    return compression;
  }

  public @Nullable String packSize() {
    return packSize;
  }

  /** {@code key=value}, or the name of an output format. */
  public List<String> extended() {
    return List.copyOf(extended);
  }
}
