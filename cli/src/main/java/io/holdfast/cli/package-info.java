/**
 * The program {@code holdfast}.
 *
 * <p>{@link io.holdfast.cli.Main} finds out what is around it, {@link io.holdfast.cli.Wiring} puts
 * the objects together and runs the line's command (package {@code command}), and {@link
 * io.holdfast.cli.Failures} turns whatever ended it into a sentence and an exit code. Environment
 * variables are read in {@code Main} only, and passed on as a value. Nothing but this module writes
 * to standard output.
 *
 * <p>Commands are made only when the line names them: reading the annotations of all of them takes
 * longer than the whole start may.
 */
@NullMarked
package io.holdfast.cli;

import org.jspecify.annotations.NullMarked;
