package io.holdfast.repository.restore;

import java.util.concurrent.atomic.LongAdder;

/** How far a restore is; many threads add, anybody may look. */
public final class RestoreCounts {
  private final LongAdder filesFound = new LongAdder();
  private final LongAdder bytesFound = new LongAdder();
  private final LongAdder filesDone = new LongAdder();
  private final LongAdder bytesDone = new LongAdder();
  private final LongAdder filesUnchanged = new LongAdder();
  private final LongAdder filesVerified = new LongAdder();
  private final LongAdder directories = new LongAdder();
  private final LongAdder others = new LongAdder();
  private final LongAdder kept = new LongAdder();
  private final LongAdder deleted = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder ownersNotSet = new LongAdder();
  private volatile boolean surveyed;

  /** Files to restore that were found so far; hard links count. */
  public long filesFound() {
    return filesFound.sum();
  }

  /** The content of the files found so far. */
  public long bytesFound() {
    return bytesFound.sum();
  }

  /** Whether the two numbers before are final. */
  public boolean surveyed() {
    return surveyed;
  }

  /** Files that are restored, or were right already. */
  public long filesDone() {
    return filesDone.sum();
  }

  /** Bytes of content that are in their place. */
  public long bytesDone() {
    return bytesDone.sum();
  }

  /** Of the files done, those whose content was right already. */
  public long filesUnchanged() {
    return filesUnchanged.sum();
  }

  /** Files that were read once more and found right. */
  public long filesVerified() {
    return filesVerified.sum();
  }

  /** Directories that are complete. */
  public long directories() {
    return directories.sum();
  }

  /** Symbolic links, fifos and devices. */
  public long others() {
    return others.sum();
  }

  /** Entries that the policy kept as they were. */
  public long kept() {
    return kept.sum();
  }

  /** Entries removed, directories included. */
  public long deleted() {
    return deleted.sum();
  }

  /** Entries that are not restored, or not as the snapshot has them. */
  public long failures() {
    return failures.sum();
  }

  /** Entries whose owner could not be set, since we are not root. */
  public long ownersNotSet() {
    return ownersNotSet.sum();
  }

  /** Entries of the snapshot that were to be restored, whatever became of them. */
  public long entriesFound() {
    return filesFound() + directories() + others() + kept() + failures();
  }

  void found(long bytes) {
    filesFound.increment();
    bytesFound.add(bytes);
  }

  void surveyEnded() {
    surveyed = true;
  }

  void file() {
    filesDone.increment();
  }

  void bytes(long count) {
    bytesDone.add(count);
  }

  void unchanged() {
    filesUnchanged.increment();
  }

  void verified() {
    filesVerified.increment();
  }

  void directory() {
    directories.increment();
  }

  void other() {
    others.increment();
  }

  void keep() {
    kept.increment();
  }

  void delete() {
    deleted.increment();
  }

  void failure() {
    failures.increment();
  }

  void ownerNotSet() {
    ownersNotSet.increment();
  }
}
