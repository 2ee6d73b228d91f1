package io.holdfast.repository.index;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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

  // The content of index files that could not be written.
  private final Deque<List<IndexedPack>> back = new ArrayDeque<>();

  /** Takes a stored pack and returns the packs of the file that is due, if one is. */
  public synchronized Optional<List<IndexedPack>> add(IndexedPack pack) {
    int added = pack.blobs().size();
    boolean full = blobs > 0 && blobs + added > IndexFile.MAX_BLOBS;
    Optional<List<IndexedPack>> due = full ? takeNew() : Optional.empty();
    packs.add(pack);
    blobs += added;
    return due;
  }

  /**
   * The content of a next file, when there is any: at the end, or when the last file was long ago.
   */
  public synchronized Optional<List<IndexedPack>> take() {
    return back.isEmpty() ? takeNew() : Optional.of(back.removeFirst());
  }

  /** Takes back what {@link #take} or {@link #add} gave and no index file names. */
  public synchronized void putBack(List<IndexedPack> due) {
    back.addLast(due);
  }

  private Optional<List<IndexedPack>> takeNew() {
    if (packs.isEmpty()) {
      return Optional.empty();
    }
    List<IndexedPack> due = packs;
    packs = new ArrayList<>();
    blobs = 0;
    return Optional.of(due);
  }
}
