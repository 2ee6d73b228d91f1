package io.holdfast.repository.backup;

import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.tree.BlobList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A file whose chunks are still being stored, in any order; thread-safe. */
final class FileInProgress {
  private @Nullable BlobId[] blobs = new BlobId[8];
  private int count;
  private int missing = 1; // the end
  private long size;
  private String problem = "";
  private boolean abandoned;

  /** A chunk more, whose place is returned. */
  synchronized int add(int length) {
    if (count == blobs.length) {
      blobs = Arrays.copyOf(blobs, 2 * count);
    }
    size += length;
    missing++;
    return count++;
  }

  /**
   * A chunk is stored.
   *
   * @return whether the file is complete now: the caller then ends its entry
   */
  synchronized boolean stored(int place, BlobId id) {
    blobs[place] = id;
    missing--;
    return missing == 0;
  }

  /** There are no more chunks; returns as {@link #stored} does. */
  synchronized boolean end() {
    missing--;
    return missing == 0;
  }

  /** Something is not as it should be; nothing, when {@code what} is empty. */
  synchronized void note(String what) {
    problem = problem.isEmpty() || what.isEmpty() ? problem + what : problem + "; " + what;
  }

  /** The file could not be read to its end: it will not be in the snapshot. */
  synchronized void abandon(String why) {
    abandoned = true;
    problem = why;
  }

  synchronized boolean isAbandoned() {
    return abandoned;
  }

  /** What was noted; empty when all is well. */
  synchronized String problem() {
    return problem;
  }

  /** Bytes of all chunks. */
  synchronized long size() {
    return size;
  }

  synchronized BlobList content() {
    List<BlobId> ids = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      ids.add(Objects.requireNonNull(blobs[i]));
    }
    return BlobList.of(ids);
  }
}
