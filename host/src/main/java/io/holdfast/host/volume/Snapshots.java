package io.holdfast.host.volume;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Makes and removes volume snapshots of one kind, and never touches one that it did not make.
 *
 * <p>Nothing is retried. When {@link #take} fails, what it began was removed, or {@link #leftovers}
 * names it.
 */
public sealed interface Snapshots permits BtrfsSnapshots, CommandSnapshots {
  /**
   * Freezes directories in one moment.
   *
   * @param name not used before
   * @param limit the time for each command
   * @throws IOException when they were not all frozen
   */
  VolumeSnapshot take(SnapshotName name, List<Path> directories, Duration limit) throws IOException;

  /** Removes a snapshot; one that is not there, or is not ours, is left as it is. Idempotent. */
  void delete(SnapshotName name, Duration limit) throws IOException;

  /** Every snapshot of ours that is there: those of runs that no longer run may be deleted. */
  List<SnapshotName> leftovers(Duration limit) throws IOException;
}
