package io.holdfast.protection.coverage;

import java.util.List;

/** What was found at a path. */
public sealed interface Found {
  /** As it was looked for. */
  String path();

  /**
   * A directory.
   *
   * @param real absolute, without symbolic links; where a volume is mounted a second time, the
   *     volume's own
   * @param entries what is in it, where somebody looked; a root, and what contains volumes
   */
  record Directory(String path, String real, List<Found> entries) implements Found {
    public Directory {
      entries = List.copyOf(entries);
    }
  }

  /** Something else: a file, a pipe, a link to nowhere. */
  record NoDirectory(String path, String real) implements Found {}

  /** Nobody could look. */
  record Unreadable(String path, String reason) implements Found {}
}
