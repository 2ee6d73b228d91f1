package io.holdfast.repository.lock;

import io.holdfast.repository.object.SealedObjects;
import io.holdfast.repository.store.ObjectName;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one lock is in the store: a file, that is replaced by a newer one from time to time, and
 * what could not be removed yet of those before it.
 *
 * <p>One thread at a time changes it; all may ask.
 */
final class HeldFiles {
  private final Locks locks;
  private final boolean exclusive;
  private final Set<ObjectName> files = new LinkedHashSet<>();
  private volatile ObjectName current;

  // For good: a new file is not seen by those who came meanwhile, it only keeps further ones away.
  private volatile @Nullable ObjectName missed;

  /**
   * @param first it is written
   */
  HeldFiles(Locks locks, boolean exclusive, ObjectName first) {
    this.locks = locks;
    this.exclusive = exclusive;
    this.files.add(first);
    this.current = first;
  }

  ObjectName current() {
    return current;
  }

  /**
   * Writes a newer file, and leaves the old one to {@link #removeOld}, so that there is no moment
   * without one.
   */
  void replace() throws IOException {
    ObjectName old = current;
    SealedObjects.Sealed draft = locks.draft(exclusive);
    noteIfMissing(old);
    // Known before it is written, for a write that fails may have taken effect.
    files.add(draft.name());
    locks.write(draft);
    // Who removed the old one before the new one was there may have seen neither.
    noteIfMissing(old);
    current = draft.name();
  }

  private void noteIfMissing(ObjectName file) throws IOException {
    if (!locks.exists(file)) {
      missed = file;
    }
  }

  /** Removes all files but the current one. */
  void removeOld() throws IOException {
    removeAllBut(current);
  }

  /** Removes all files: the lock is given up. */
  void remove() throws IOException {
    removeAllBut(null);
  }

  private void removeAllBut(@Nullable ObjectName kept) throws IOException {
    IOException failure = null;
    for (ObjectName file : List.copyOf(files)) {
      if (!file.equals(kept)) {
        try {
          locks.remove(file);
          files.remove(file);
        } catch (IOException failed) {
          failure = failure == null ? failed : failure;
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /**
   * Asks nobody.
   *
   * @throws IOException when somebody else had removed a file by the time it was replaced
   */
  void requireNeverMissed() throws IOException {
    ObjectName gone = missed;
    if (gone != null) {
      throw removed(gone);
    }
  }

  /**
   * Asks the store for the current file.
   *
   * @throws IOException when it is not there
   */
  void requireThere() throws IOException {
    ObjectName looked = current;
    while (!locks.exists(looked)) {
      if (looked.equals(current)) {
        throw removed(looked);
      }
      looked = current; // replaced meanwhile
    }
  }

  private static IOException removed(ObjectName file) {
    return new IOException(
        "somebody removed the lock %s, so others may have used the repository; run the command again"
            .formatted(file));
  }
}
