package io.holdfast.repository.check;

import io.holdfast.repository.store.RefusedException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What was found so far; thread-safe.
 *
 * <p>It keeps what a person can read and counts the rest. Which blobs and trees are hit it keeps in
 * full, a bit for each.
 */
final class Findings {
  static final int MOST_DAMAGES = 1000;
  static final int MOST_REMARKS = 200;

  private final CheckListener listener;
  private final List<Damage> damages = new ArrayList<>();
  private final List<Remark> remarks = new ArrayList<>();
  private final BitSet unreadableBlobs = new BitSet();
  private final BitSet flawedTrees = new BitSet();
  private long damageCount;
  private long remarkCount;

  Findings(CheckListener listener) {
    this.listener = listener;
  }

  void add(Damage damage) {
    synchronized (this) {
      damageCount++;
      if (damages.size() == MOST_DAMAGES) {
        return;
      }
      damages.add(damage);
    }
    listener.found(damage);
  }

  synchronized void add(Remark remark) {
    remarkCount++;
    if (remarks.size() < MOST_REMARKS) {
      remarks.add(remark);
    }
  }

  /** The copy of a blob with this ordinal cannot be read. */
  synchronized void unreadable(int ordinal) {
    unreadableBlobs.set(ordinal);
  }

  synchronized boolean isUnreadable(int ordinal) {
    return unreadableBlobs.get(ordinal);
  }

  /** The tree with this ordinal can be read but is not as trees are. */
  synchronized void flawed(int treeOrdinal) {
    flawedTrees.set(treeOrdinal);
  }

  synchronized boolean isFlawed(int treeOrdinal) {
    return flawedTrees.get(treeOrdinal);
  }

  /** Whether every index file could be read, so that what none of them names, none names. */
  synchronized boolean indexIsWhole() {
    return damages.stream().noneMatch(Damage.UnreadableIndex.class::isInstance);
  }

  synchronized List<Damage> damages() {
    return List.copyOf(damages);
  }

  synchronized long damageCount() {
    return damageCount;
  }

  synchronized List<Remark> remarks() {
    return List.copyOf(remarks);
  }

  synchronized long remarkCount() {
    return remarkCount;
  }

  /**
   * The reason why an object could not be read, when it is the object's fault.
   *
   * @throws IOException the failure itself when the next object would fail in the same way
   */
  static String reason(IOException failure) throws IOException {
    if (failure instanceof InterruptedIOException || failure instanceof RefusedException) {
      throw failure;
    }
    String message = failure.getMessage();
    return message == null ? failure.toString() : message;
  }
}
