package io.holdfast.repository.blob;

import io.holdfast.repository.index.IndexFile;
import io.holdfast.repository.index.IndexedPack;
import io.holdfast.repository.index.UnwrittenPacks;
import io.holdfast.repository.lock.LockGuard;
import io.holdfast.repository.object.SealedObjects;
import io.holdfast.repository.store.ObjectKind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Writes index files, each when it is full or it is time for one; thread-safe. */
public final class IndexWriter {
  /** A run that is killed has not worked for hours in vain. */
  private static final Duration INTERVAL = Duration.ofMinutes(5);

  private final SealedObjects objects;
  private final LockGuard lock;
  private final UnwrittenPacks unwritten = new UnwrittenPacks();
  private long lastDue = System.nanoTime();

  /**
   * @param lock asked before each index file
   */
  public IndexWriter(SealedObjects objects, LockGuard lock) {
    this.objects = objects;
    this.lock = lock;
  }

  /**
   * Takes note of a pack, and writes an index file when one is full or it is time for one.
   *
   * @param pack the store has it
   */
  public void add(IndexedPack pack) throws IOException {
    write(unwritten.add(pack));
    if (isDue()) {
      write(unwritten.take());
    }
  }

  private synchronized boolean isDue() {
    long now = System.nanoTime();
    boolean due = now - lastDue > INTERVAL.toNanos();
    if (due) {
      lastDue = now;
    }
    return due;
  }

  /** Writes all that stands in no index file yet. */
  public void flush() throws IOException {
    Optional<List<IndexedPack>> due;
    do {
      due = unwritten.take();
      write(due);
    } while (due.isPresent());
  }

  private void write(Optional<List<IndexedPack>> due) throws IOException {
    if (due.isEmpty()) {
      return;
    }
    boolean written = false;
    try {
      lock.requireHeld();
      objects.save(ObjectKind.INDEX, IndexFile.encode(due.get()));
      written = true;
    } finally {
      if (!written) {
        unwritten.putBack(due.get());
      }
    }
  }
}
