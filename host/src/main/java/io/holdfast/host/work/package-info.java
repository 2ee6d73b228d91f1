/**
 * Runs on this machine: when they begin, and how those are that somebody asked for.
 *
 * <p>A {@link io.holdfast.host.work.Dispatcher} looks at the {@link
 * io.holdfast.host.work.Schedules}, at what was asked for and at what is running, lets {@link
 * io.holdfast.protection.queue.QueuePlan} decide, and starts what may start.
 */
@NullMarked
package io.holdfast.host.work;

import org.jspecify.annotations.NullMarked;
