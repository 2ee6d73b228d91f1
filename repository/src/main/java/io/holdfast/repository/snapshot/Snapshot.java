package io.holdfast.repository.snapshot;

import io.holdfast.repository.id.BlobId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of some paths of a host at one time: a root tree and what is said about it (F22).
 *
 * @param time when the backup began, or what the user gave instead
 * @param tree the root tree
 * @param scope what was backed up
 * @param tags labels, in order
 * @param author who made it, where, with which program
 * @param lineage which snapshots it came from
 * @param summary what the backup counted; absent in snapshots of older programs
 */
public record Snapshot(
    Instant time,
    BlobId tree,
    SnapshotScope scope,
    List<String> tags,
    SnapshotAuthor author,
    SnapshotLineage lineage,
    @Nullable SnapshotSummary summary) {
  private static final List<String> UNTAGGED = List.of("");

  public Snapshot {
    tags = List.copyOf(tags);
  }

  /** The paths backed up. */
  public List<String> paths() {
    return scope.paths();
  }

  /** Whether it has all of these tags; of one empty text, whether it has none at all. */
  public boolean hasTags(List<String> group) {
    return group.equals(UNTAGGED) ? tags.isEmpty() : tags.containsAll(group);
  }

  /** The host it was made on; empty when unknown. */
  public String hostname() {
    return author.hostname();
  }
}
