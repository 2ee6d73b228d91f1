package io.holdfast.repository.compose;

import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.snapshot.Snapshot;

/**
 * What came of composing.
 *
 * @param id of the snapshot
 * @param snapshot as it was stored
 * @param newTrees directories that the repository did not have
 * @param newBytes of those directories and of files, before compression
 */
public record ComposeReport(SnapshotId id, Snapshot snapshot, int newTrees, long newBytes) {}
