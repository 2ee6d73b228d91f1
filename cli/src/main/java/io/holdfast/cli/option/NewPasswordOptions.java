package io.holdfast.cli.option;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a new password comes from. */
public final class NewPasswordOptions {
  @Option(
      names = "--new-password-file",
      paramLabel = "FILE",
      description = "Read the new password from a file.")
  private @Nullable Path file;

  @Option(names = "--new-insecure-no-password", description = "The new password is empty.")
  private boolean none;

  public PasswordOptions password() {
    return new PasswordOptions(file, null, none);
  }
}
