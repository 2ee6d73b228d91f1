package io.holdfast.repository.backup;

import io.holdfast.repository.snapshot.SnapshotSummary;
import java.util.concurrent.atomic.LongAdder;

/** How far a backup is; many threads add, anybody may look. */
public final class BackupCounts {
  private final Tally files = new Tally();
  private final Tally directories = new Tally();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder errors = new LongAdder();
  private final LongAdder dataBlobs = new LongAdder();
  private final LongAdder treeBlobs = new LongAdder();
  private final LongAdder addedBytes = new LongAdder();
  private final LongAdder storedBytes = new LongAdder();

  /** Entries by how they compare with the parent's. */
  private static final class Tally {
    private final LongAdder created = new LongAdder();
    private final LongAdder changed = new LongAdder();
    private final LongAdder unchanged = new LongAdder();

    void add(BackupListener.Change change) {
      switch (change) {
        case NEW -> created.increment();
        case CHANGED -> changed.increment();
        case UNCHANGED -> unchanged.increment();
      }
    }

    SnapshotSummary.Changes changes() {
      return new SnapshotSummary.Changes(created.sum(), changed.sum(), unchanged.sum());
    }
  }

  /** Regular files that are done. */
  public long filesDone() {
    SnapshotSummary.Changes done = files.changes();
    return done.created() + done.changed() + done.unmodified();
  }

  /** Bytes of content that are done, also of unchanged files. */
  public long bytesDone() {
    return bytes.sum();
  }

  /** Entries that failed. */
  public long errors() {
    return errors.sum();
  }

  SnapshotSummary.Changes files() {
    return files.changes();
  }

  SnapshotSummary.Changes directories() {
    return directories.changes();
  }

  SnapshotSummary.Added added() {
    return new SnapshotSummary.Added(
        dataBlobs.sum(), treeBlobs.sum(), addedBytes.sum(), storedBytes.sum());
  }

  void file(BackupListener.Change change) {
    files.add(change);
  }

  void directory(BackupListener.Change change) {
    directories.add(change);
  }

  void content(long count) {
    bytes.add(count);
  }

  void error() {
    errors.increment();
  }

  void storedData(long plain, long stored) {
    dataBlobs.increment();
    addedBytes.add(plain);
    storedBytes.add(stored);
  }

  void storedTree(long plain, long stored) {
    treeBlobs.increment();
    addedBytes.add(plain);
    storedBytes.add(stored);
  }
}
