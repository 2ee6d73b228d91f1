package io.holdfast.repository.backup;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A directory that the walk is in.
 *
 * @param target what becomes of it
 * @param parent what the parent snapshot has of it
 * @param source absent where the directory only leads to what was named
 * @param step to its next entry
 */
record WalkLevel(
    DirectoryInProgress target, ParentTree parent, @Nullable SharedDirectory source, Step step) {
  /** Does something about a directory's next entry; false after the last. */
  @FunctionalInterface
  interface Step {
    boolean next(WalkLevel level) throws IOException;
  }

  /** The walk has no more use for the directory; others may. */
  void release() throws IOException {
    if (source != null) {
      source.release();
    }
  }
}
