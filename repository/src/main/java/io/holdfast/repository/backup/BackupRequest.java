package io.holdfast.repository.backup;

import io.holdfast.repository.blob.BlobWriter;
import io.holdfast.repository.codec.CompressionLevel;
import io.holdfast.repository.snapshot.SnapshotAuthor;
import java.time.Instant;
import java.util.List;

/**
 * What a backup is asked to do.
 *
 * @param source what to back up
 * @param selection what of it to leave out
 * @param labels what the snapshot says about itself
 * @param comparison how unchanged files are told
 * @param settings how the work is done
 */
public record BackupRequest(
    Source source, Selection selection, Labels labels, Comparison comparison, Settings settings) {
  /**
   * What a snapshot says about itself.
   *
   * @param time of the snapshot
   * @param tags labels, in order
   * @param author who makes it
   * @param excludes the patterns, as the user gave them
   */
  public record Labels(
      Instant time, List<String> tags, SnapshotAuthor author, List<String> excludes) {
    public Labels {
      tags = List.copyOf(tags);
      excludes = List.copyOf(excludes);
    }
  }

  /**
   * How unchanged files are told: by size and times, and by inode and change time unless ignored.
   *
   * @param parent with which snapshot to compare
   * @param ignoreInode for file systems whose inodes change, such as network mounts
   * @param ignoreChangeTime for copies, whose {@code ctime} is that of the copying
   */
  public record Comparison(ParentChoice parent, boolean ignoreInode, boolean ignoreChangeTime) {
    public static final Comparison DEFAULT =
        new Comparison(ParentChoice.Newest.SAME_HOST_AND_PATHS, false, false);
  }

  /** What it means that a file changes, or goes, while it is read. */
  public enum Changes {
    /** What is stored of it is of no one moment: it failed. */
    FAIL,
    /** Whoever writes makes it whole after a restore, as a database does by its log. */
    EXPECTED
  }

  /**
   * How the work is done.
   *
   * @param writing of packs
   * @param level of compression
   * @param readers large files read at the same time, at least 1
   * @param accessTimes whether to keep the real access times (F26)
   * @param skipUnchanged whether a snapshot of the parent's very tree is not worth keeping
   * @param changes what it means that a file changes, or goes, while it is read
   */
  public record Settings(
      BlobWriter.Settings writing,
      CompressionLevel level,
      int readers,
      boolean accessTimes,
      boolean skipUnchanged,
      Changes changes) {
    public static final Settings DEFAULT =
        new Settings(
            BlobWriter.Settings.DEFAULT, CompressionLevel.AUTO, 2, false, false, Changes.FAIL);

    public Settings {
      if (readers < 1 || readers > 64) {
        throw new IllegalArgumentException(readers + " readers: expected 1 to 64");
      }
    }
  }
}
