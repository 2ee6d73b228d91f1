package io.holdfast.repository.backup;

import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.snapshot.Completeness;
import io.holdfast.repository.snapshot.Snapshot;
import io.holdfast.repository.snapshot.SnapshotSummary;
import java.util.Optional;

/**
 * What came of a backup.
 *
 * @param id of the snapshot; empty when nothing had changed and it was to be skipped then
 * @param snapshot as it was stored
 * @param summary as the snapshot has it
 * @param completeness as the snapshot has it
 */
public record BackupReport(
    Optional<SnapshotId> id,
    Snapshot snapshot,
    SnapshotSummary summary,
    Completeness completeness) {}
