package io.holdfast.repository.snapshot;

import java.time.Instant;

/**
 * What a backup counted, under restic's names.
 *
 * @param start when the backup began
 * @param end when it ended
 * @param files regular files and other entries that are not directories
 * @param directories directories
 * @param added what was new to the repository
 * @param totalFiles files in the snapshot
 * @param totalBytes bytes of content in the snapshot
 */
public record SnapshotSummary(
    Instant start,
    Instant end,
    Changes files,
    Changes directories,
    Added added,
    long totalFiles,
    long totalBytes) {

  /**
   * How entries compare with the parent's.
   *
   * @param created not in the parent
   * @param changed otherwise in the parent
   * @param unmodified the same in the parent
   */
  public record Changes(long created, long changed, long unmodified) {}

  /**
   * What was stored because the repository did not have it.
   *
   * @param dataBlobs pieces of files
   * @param treeBlobs directories
   * @param bytes of those blobs, uncompressed
   * @param storedBytes of those blobs, as stored
   */
  public record Added(long dataBlobs, long treeBlobs, long bytes, long storedBytes) {}
}
