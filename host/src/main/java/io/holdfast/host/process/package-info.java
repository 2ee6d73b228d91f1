/**
 * Commands of others, run with a time limit.
 *
 * <p>A {@link io.holdfast.host.process.Command} is an argument vector with its own variables, as a
 * value; nothing of it passes through a shell. Running it gives how it {@link
 * io.holdfast.host.process.Ended ended}. A {@link io.holdfast.host.process.Child} is one that was
 * started and whose standard input is a <em>lease</em>: a pipe that the kernel closes when this
 * program dies, however it dies, so that the child can tell.
 *
 * <p>A command that is not done in time is asked to end, with everything it started, and five
 * seconds later made to.
 */
@NullMarked
package io.holdfast.host.process;

import org.jspecify.annotations.NullMarked;
