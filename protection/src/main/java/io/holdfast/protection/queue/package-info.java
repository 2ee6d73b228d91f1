/**
 * Which runs start now, which wait and for what, and when to look again.
 *
 * <p>{@link io.holdfast.protection.queue.QueuePlan} looks at the {@link
 * io.holdfast.protection.queue.Scheduled} applications, at what was {@link
 * io.holdfast.protection.queue.Requested} by a person or a finding, and at what is {@link
 * io.holdfast.protection.queue.Running}. Nothing is queued anywhere: what is due is found anew each
 * time from the fire times and the starts so far. However many fires were missed, in downtime, in a
 * closed window or behind a limit, there is never more than one run for them.
 *
 * <p>Restores come before backups, and no backup of another application keeps one waiting. An
 * application has one run at a time.
 */
@NullMarked
package io.holdfast.protection.queue;

import org.jspecify.annotations.NullMarked;
