package io.holdfast.repository.stats;

/** What is counted; under restic's names. */
public enum Mode {
  /** What a restore writes: every entry of every snapshot, hard links once per snapshot. */
  RESTORE_SIZE("restore-size"),
  /** Files of different content; entries without content are one together. */
  FILES_BY_CONTENTS("files-by-contents"),
  /** Blobs of files of different content, once for each path. */
  BLOBS_PER_FILE("blobs-per-file"),
  /** Blobs as stored, each once. */
  RAW_DATA("raw-data");

  private final String word;

  Mode(String word) {
    this.word = word;
  }

  /** restic's name for it. */
  public String word() {
    return word;
  }
}
