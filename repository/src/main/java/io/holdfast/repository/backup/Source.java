package io.holdfast.repository.backup;

import io.holdfast.repository.file.BytePath;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** What is backed up. */
public sealed interface Source {
  /** What is found on this machine. */
  sealed interface Files extends Source permits Paths, Volume {}

  /**
   * Files and directories.
   *
   * @param paths at least one; they stand in the snapshot under all of their names; relative ones
   *     are seen from the working directory and lose what leads up from there (F29)
   */
  record Paths(List<BytePath> paths) implements Files {
    public Paths {
      paths = List.copyOf(paths);
      if (paths.isEmpty()) {
        throw new IllegalArgumentException("nothing to back up: expected at least one path");
      }
    }
  }

  /**
   * One directory, which stands in the snapshot under a name of its own: the same volume is read
   * from another place, such as a file-system snapshot, each time, and finds its parent all the
   * same.
   *
   * <p>Its entries are known by the path that they have in the snapshot; a {@link Selection} is
   * asked about the path below the volume's root, {@code /tmp} for {@code tmp} in it. Unlike a path
   * that is not there, a volume that cannot be listed ends the backup.
   *
   * @param directory on disk, followed where it is a symbolic link; relative ones are seen from the
   *     working directory
   * @param name in the snapshot: absolute, normalized, and not the root
   */
  record Volume(BytePath directory, BytePath name) implements Files {
    public Volume {
      if (!name.isAbsolute() || !name.equals(name.normalized()) || name.names().isEmpty()) {
        throw new IllegalArgumentException(
            "a volume cannot be named '%s' in a snapshot: expected an absolute path such as /shop/orders, without '.', '..' and empty names"
                .formatted(name));
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
