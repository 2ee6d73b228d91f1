/**
 * Compares two snapshots.
 *
 * <p>A {@link io.holdfast.repository.diff.Comparison} reads both trees side by side, entry by
 * entry, and passes over directories that are the same tree. It streams each {@link
 * io.holdfast.repository.diff.Change} and ends with the sums that restic's {@code diff} prints.
 */
@NullMarked
package io.holdfast.repository.diff;

import org.jspecify.annotations.NullMarked;
