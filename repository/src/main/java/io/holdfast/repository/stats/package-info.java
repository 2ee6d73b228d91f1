/**
 * Counts what snapshots hold.
 *
 * <p>A {@link io.holdfast.repository.stats.Statistics} goes through snapshots and counts in one of
 * restic's four {@link io.holdfast.repository.stats.Mode modes}.
 */
@NullMarked
package io.holdfast.repository.stats;

import org.jspecify.annotations.NullMarked;
