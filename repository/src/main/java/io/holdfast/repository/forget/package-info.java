/**
 * Forgetting snapshots: which ones a policy lets go, and letting them go.
 *
 * <p>The snapshots that a {@link io.holdfast.repository.snapshot.SnapshotFilter} lets through are
 * cut into groups by {@link io.holdfast.repository.forget.Grouping}; in each group a {@link
 * io.holdfast.repository.forget.RetentionPolicy} keeps some, each for one or more reasons: by tags
 * here, by times with the {@link io.holdfast.retention.KeepRules}. The result is a {@link
 * io.holdfast.repository.forget.RetentionPlan}, a value that is shown, or handed to {@link
 * io.holdfast.repository.forget.ForgetExecutor}. Rules and reasons are restic's.
 *
 * <p>Only the snapshots go. What they alone referred to stays until a prune.
 */
@NullMarked
package io.holdfast.repository.forget;

import org.jspecify.annotations.NullMarked;
