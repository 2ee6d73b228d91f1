package io.holdfast.repository.prune;

import io.holdfast.repository.id.PackId;
import java.util.List;

/**
 * What becomes of the packs; each list sorted.
 *
 * @param unindexed packs that no index file names: a backup that was cut short left them
 * @param removed packs of which nothing is used
 * @param repacked packs whose used blobs are stored again; then they are removed, too
 * @param vanished packs of which nothing is used and that are not there any more: the index forgets
 *     them
 * @param keptCount packs that stay as they are
 * @param figures the same in blobs and bytes
 */
public record PrunePlan(
    List<PackId> unindexed,
    List<PackId> removed,
    List<PackId> repacked,
    List<PackId> vanished,
    int keptCount,
    PruneFigures figures) {
  public PrunePlan {
    unindexed = List.copyOf(unindexed);
    removed = List.copyOf(removed);
    repacked = List.copyOf(repacked);
    vanished = List.copyOf(vanished);
  }

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return unindexed.isEmpty() && removed.isEmpty() && repacked.isEmpty() && vanished.isEmpty();
  }
}
