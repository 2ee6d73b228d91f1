/**
 * Which of many times to keep: restic's rules, for anything that has a time.
 *
 * <p>{@link io.holdfast.retention.KeepRules} are counts and ages. Applied to a list from the newest
 * to the oldest, they give a {@link io.holdfast.retention.Choice} for each: with the {@link
 * io.holdfast.retention.Reason}s why it stays, or with none. {@link io.holdfast.retention.Period}
 * says where an hour, day, week, month or year begins, {@link io.holdfast.retention.Age} how far
 * back a span of the calendar reaches; both depend on a zone, which is handed in as the time is.
 *
 * <p>There is one implementation for snapshots of a bare repository and for restore points of an
 * application, so that what is shown of one against stock restic holds for the other.
 */
@NullMarked
package io.holdfast.retention;

import org.jspecify.annotations.NullMarked;
