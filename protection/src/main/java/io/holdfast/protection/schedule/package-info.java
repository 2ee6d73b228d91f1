/**
 * When runs are due: cron in a zone, windows, and whether a schedule was kept.
 *
 * <p>A {@link io.holdfast.protection.schedule.Schedule} is a {@link
 * io.holdfast.protection.schedule.Cron}, the zone whose clock it reads, and a jitter. For one
 * application it becomes a {@link io.holdfast.protection.schedule.Timetable}: fire times, each
 * moved by the same time, which follows from the application's name. A {@link
 * io.holdfast.protection.schedule.Window} says when runs may start. {@link
 * io.holdfast.protection.schedule.Punctuality} and {@link
 * io.holdfast.protection.schedule.RecoveryPointAge} compare what should have happened with what
 * did.
 *
 * <p>Where clocks are set forward, what the gap swallows fires once, at the first instant after it;
 * where they are set back, a time that comes twice fires the first time. A cron of every hour goes
 * by elapsed time instead: it neither doubles nor pauses when an hour is repeated. Debian's cron
 * does the same; Kubernetes skips in the gap and runs twice in the overlap (kubernetes issue
 * 121594).
 *
 * <p>Nothing here asks a clock: instants come in, instants go out.
 */
@NullMarked
package io.holdfast.protection.schedule;

import org.jspecify.annotations.NullMarked;
