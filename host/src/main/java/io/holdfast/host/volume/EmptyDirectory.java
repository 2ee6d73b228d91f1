package io.holdfast.host.volume;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a volume has no entry: what one sees of a disk that is not mounted. */
public final class EmptyDirectory {
  private EmptyDirectory() {}

  /**
   * Whether there is none but the shelf of volume snapshots. One that cannot be listed is not known
   * to be empty; whoever reads it says why.
   */
  public static boolean is(Path directory) {
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(
            directory, entry -> !BtrfsSnapshots.SHELF.equals(entry.getFileName().toString()))) {
      return !entries.iterator().hasNext();
    } catch (IOException unread) {
      return false;
    }
  }
}
