package io.holdfast.repository.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The packs that are stored but stand in no index file yet; safe for use by many threads.
 *
 * <p>It hands them out as the content of whole index files: at most {@value IndexFile#MAX_BLOBS}
 * blobs, never a pack in two parts (F19), which is why one huge pack makes a file of its own.
 */
public final class UnwrittenPacks {
  private List<IndexedPack> packs = new ArrayList<>();
  private int blobs;

  /** Takes a stored pack and returns the packs of the file that is due, if one is. */
  public synchronized Optional<List<IndexedPack>> add(IndexedPack pack) {
    int added = pack.blobs().size();
    boolean full = blobs > 0 && blobs + added > IndexFile.MAX_BLOBS;
    Optional<List<IndexedPack>> due = full ? take() : Optional.empty();
    packs.add(pack);
    blobs += added;
    return due;
  }

  /** All that are left, when there are any: at the end, or when the last file was long ago. */
  public synchronized Optional<List<IndexedPack>> take() {
    if (packs.isEmpty()) {
      return Optional.empty();
    }
    List<IndexedPack> due = packs;
    packs = new ArrayList<>();
    blobs = 0;
    return Optional.of(due);
  }
}
