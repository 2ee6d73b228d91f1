package io.holdfast.host.hook;

import java.nio.file.Path;

/**
 * What of a volume must not be copied, and why.
 *
 * @param pattern with a {@code /} in front: a path from the volume's root; without: a name at any
 *     depth; {@code *} stands for anything within a name
 * @param reason for the point's completeness
 */
public record Exclusion(String pattern, String reason) {
  /** A path in a directory of the volume. */
  static Exclusion in(Path directory, String pattern, String reason) {
    var prefix = directory.toString().isEmpty() ? "" : "/" + directory;
    return new Exclusion(prefix + "/" + pattern, reason);
  }
}
