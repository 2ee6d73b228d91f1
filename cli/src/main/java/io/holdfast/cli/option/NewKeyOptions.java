package io.holdfast.cli.option;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a new password comes from, and what is noted with its key. */
public final class NewKeyOptions {
  @Option(
      names = "--new-password-file",
      paramLabel = "FILE",
      description = "Read the new password from a file.")
  private @Nullable Path file;

  @Option(names = "--new-insecure-no-password", description = "The new password is empty.")
  private boolean none;

  @Option(names = "--user", paramLabel = "NAME", description = "Note this user with the key.")
  private @Nullable String user;

  @Option(names = "--host", paramLabel = "NAME", description = "Note this host with the key.")
  private @Nullable String host;

  /** Null for the one who runs this. */
  public @Nullable String user() {
    return user;
  }

  /** Null for this machine. */
  public @Nullable String host() {
    return host;
  }

  public PasswordOptions password() {
    return new PasswordOptions(file, null, none);
  }
}
