package io.holdfast.repository.check;

import io.holdfast.repository.id.BlobId;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The trees that were heard of and not looked at yet, each once, for several threads.
 *
 * <p>The last one in comes out first, so that it stays about as long as one path is deep and its
 * directories are wide.
 */
final class Frontier {
  private final Deque<BlobId> waiting = new ArrayDeque<>();
  private final BitSet seen = new BitSet();
  private int busy;

  /** Adds a tree unless it was there before. */
  synchronized void add(int ordinal, BlobId tree) {
    if (!seen.get(ordinal)) {
      seen.set(ordinal);
      waiting.addLast(tree);
      notifyAll();
    }
  }

  /** A tree to look at, {@link #done} following; null when there will be no more. */
  synchronized @Nullable BlobId take() throws InterruptedException {
    while (waiting.isEmpty()) {
      if (busy == 0) {
        return null;
      }
      wait();
    }
    busy++;
    return waiting.removeLast();
  }

  /** A tree that was taken has been looked at; what is below it was added. */
  synchronized void done() {
    busy--;
    if (busy == 0) {
      notifyAll();
    }
  }

  /** How many trees there were. */
  synchronized long count() {
    return seen.cardinality();
  }
}
