package io.holdfast.cli.option;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a password comes from, as options say it; at most one of them is given.
 *
 * @param none whether it is empty on purpose
 */
public record PasswordOptions(@Nullable Path file, @Nullable String command, boolean none) {
  /** How many of them are given. */
  public int given() {
    return (file == null ? 0 : 1) + (command == null ? 0 : 1) + (none ? 1 : 0);
  }
}
