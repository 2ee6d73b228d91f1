package io.holdfast.repository.backup;

import io.holdfast.repository.file.BytePath;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** What is backed up. */
public sealed interface Source {
  /**
   * Files and directories.
   *
   * @param paths at least one; they stand in the snapshot under all of their names; relative ones
   *     are seen from the working directory and lose what leads up from there (F29)
   */
  record Paths(List<BytePath> paths) implements Source {
    public Paths {
      paths = List.copyOf(paths);
      if (paths.isEmpty()) {
        throw new IllegalArgumentException("nothing to back up: expected at least one path");
      }
    }
  }

  /**
   * Bytes that come from somewhere else.
   *
   * @param path of the file that they become; as if absolute
   */
  record Stream(BytePath path, Input input) implements Source {}

  /** Where a stream's bytes come from. */
  interface Input {
    InputStream open() throws IOException;

    /**
     * Called after the last byte.
     *
     * @throws IOException when the bytes are not what they should be, as when the command that
     *     wrote them failed: then there will be no snapshot
     */
    void finished() throws IOException;
  }
}
