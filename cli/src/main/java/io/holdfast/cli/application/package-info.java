/**
 * The commands for applications: declared by files, backed up and restored as a whole.
 *
 * <p>A command opens this machine's state, asks {@code host} for one thing, prints what came of it,
 * and closes the state again. What is refused ends with exit code 20 and all reasons.
 */
@NullMarked
package io.holdfast.cli.application;

import org.jspecify.annotations.NullMarked;
