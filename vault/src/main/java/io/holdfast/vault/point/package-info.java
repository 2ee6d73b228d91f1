/**
 * Restore points in a repository.
 *
 * <p>A run has moved volumes, each into a snapshot of its own. <em>Sealing</em> composes the
 * point's snapshot of them: {@code /volumes/NAME} with what hooks laid over it, {@code /kinds} and
 * {@code /manifest.json}. It is stored in one step, so a point is there whole or not at all, and it
 * holds all of its data by itself: whoever forgets a volume's snapshot takes nothing from it.
 * <em>Leftovers</em> are snapshots of runs that came to nothing.
 */
@NullMarked
package io.holdfast.vault.point;

import org.jspecify.annotations.NullMarked;
