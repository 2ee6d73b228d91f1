/**
 * Which paths are meant: what a backup leaves out, what a restore or a search takes in.
 *
 * <p>A {@link io.holdfast.repository.select.Pattern} is one line of a user, exactly as restic reads
 * it: Go's {@code filepath.Match} per component, {@code **} for any number of components, a leading
 * {@code /} that anchors it, {@code !} in front that takes a match back. A {@link
 * io.holdfast.repository.select.PatternList} is tried in order, so that a later pattern may take
 * back what an earlier one matched. {@link io.holdfast.repository.select.Rules} are all reasons to
 * leave something out of a backup, and answer with the {@link io.holdfast.repository.select.Rule}
 * that did; a {@link io.holdfast.repository.select.Selection} is what to take in.
 *
 * <p>Paths are bytes and nothing here looks at a disk: whoever walks it says what he found.
 */
@NullMarked
package io.holdfast.repository.select;

import org.jspecify.annotations.NullMarked;
