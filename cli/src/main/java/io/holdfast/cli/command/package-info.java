/**
 * The commands, one class each.
 *
 * <p>A command reads its options, opens a {@link io.holdfast.location.Session}, asks the engine for
 * a plan or a report and prints it. Results go to standard output, as a table or as JSON;
 * everything else to standard error. The examples at the end of a command's help are lines of the
 * scripts in {@code src/test/scripts}, which run against the program.
 */
@NullMarked
package io.holdfast.cli.command;

import org.jspecify.annotations.NullMarked;
