package io.holdfast.repository.snapshot;

import io.holdfast.repository.id.SnapshotId;
import org.jspecify.annotations.Nullable;

/**
 * Which snapshots a snapshot came from.
 *
 * @param parent whose unchanged files were taken over unread
 * @param original of which this is a copy with other tags or paths; kept through further changes
 */
public record SnapshotLineage(@Nullable SnapshotId parent, @Nullable SnapshotId original) {
  public static final SnapshotLineage NONE = new SnapshotLineage(null, null);
}
