/**
 * How the program talks: to people on a terminal, to logs, and to other programs in JSON.
 *
 * <p>The {@link io.holdfast.cli.console.Console} is where everything goes; the {@link
 * io.holdfast.cli.console.Screen} says who is listening there. Text from a repository or a file
 * system (names, tags, hosts) passes through {@link io.holdfast.cli.console.Printable} before it
 * reaches a terminal, which would otherwise obey the control characters in it. How the program ends
 * is an {@link io.holdfast.cli.console.ExitCode}; a command that cannot go on throws a {@link
 * io.holdfast.cli.console.StopException} with the one that fits.
 */
@NullMarked
package io.holdfast.cli.console;

import org.jspecify.annotations.NullMarked;
