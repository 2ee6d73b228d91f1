/**
 * The program {@code holdfast}: one class for each command.
 *
 * <p>A <em>command</em> reads its options, asks the engine for a plan or a report, and prints it on
 * the {@link io.holdfast.cli.Console}. {@link io.holdfast.cli.Main} parses the line and turns
 * whatever happened into an {@link io.holdfast.cli.ExitCode}; {@link io.holdfast.cli.Wiring} is the
 * only place where objects are put together. Nothing outside this package writes to standard output
 * or reads an environment variable.
 *
 * <p>Commands are made only when the line names them: reading the annotations of all of them takes
 * longer than the whole start may.
 */
@NullMarked
package io.holdfast.cli;

import org.jspecify.annotations.NullMarked;
