package io.holdfast.cli.option;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which repository, by which password, under which lock. */
public final class RepositoryOptions {
  @Option(
      names = {"-r", "--repo"},
      scope = ScopeType.INHERIT,
      paramLabel = "REPOSITORY",
      description = "Where the repository is (or HOLDFAST_REPOSITORY).")
  private @Nullable String location;

  @Option(
      names = "--repository-file",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "Read that from a file (or HOLDFAST_REPOSITORY_FILE).")
  private @Nullable Path locationFile;

  @Option(
      names = {"-p", "--password-file"},
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "Read the password from a file (or HOLDFAST_PASSWORD_FILE).")
  private @Nullable Path passwordFile;

  @Option(
      names = "--password-command",
      scope = ScopeType.INHERIT,
      paramLabel = "COMMAND",
      description = "Read the password from a shell command (or HOLDFAST_PASSWORD_COMMAND).")
  private @Nullable String passwordCommand;

  @Option(
      names = "--insecure-no-password",
      scope = ScopeType.INHERIT,
      description = "The repository has an empty password.")
  private boolean noPassword;

  @Option(
      names = "--key-hint",
      scope = ScopeType.INHERIT,
      paramLabel = "ID",
      description = "The key to try first (or HOLDFAST_KEY_HINT).")
  private @Nullable String keyHint;

  @Option(
      names = "--no-lock",
      scope = ScopeType.INHERIT,
      description = "Take no lock, where the command changes nothing.")
  private boolean noLock;

  @Option(
      names = "--retry-lock",
      scope = ScopeType.INHERIT,
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Wait this long while others hold the lock: 90s, 5m, 1h30m.")
  private Duration retryLock = Duration.ZERO;

  public @Nullable String location() {
    return location;
  }

  public @Nullable Path locationFile() {
    return locationFile;
  }

  public PasswordOptions password() {
    return new PasswordOptions(passwordFile, passwordCommand, noPassword);
  }

  public @Nullable String keyHint() {
    return keyHint;
  }

  public boolean noLock() {
    return noLock;
  }

  public Duration retryLock() {
    return retryLock;
  }
}
