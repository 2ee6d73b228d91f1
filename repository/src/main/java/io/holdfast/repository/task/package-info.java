/**
 * Concurrency, in one place.
 *
 * <p>{@link io.holdfast.repository.task.Tasks} runs pieces of one piece of work at the same time.
 * The number in flight is bounded, so whoever hands work over waits when the rest cannot keep up;
 * the first failure stops everything and is what {@code join} throws. Waiting work (network, disk)
 * runs on virtual threads, computing work on a fixed number of platform threads. {@link
 * io.holdfast.repository.task.Away} marks the calls that may keep a thread for ever. {@link
 * io.holdfast.repository.task.BriefTask} is for what is worth some seconds also to a thread that
 * was told to stop, and {@link io.holdfast.repository.task.Interruption} how such a thread says so.
 */
@NullMarked
package io.holdfast.repository.task;

import org.jspecify.annotations.NullMarked;
