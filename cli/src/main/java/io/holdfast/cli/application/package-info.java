/**
 * The commands for applications: declared by files, backed up and restored as a whole.
 *
 * <p>A command asks a platform for one thing, through a {@link
 * io.holdfast.cli.platform.Connection}, and prints what came of it. What is refused ends with exit
 * code 20 and all reasons.
 */
@NullMarked
package io.holdfast.cli.application;

import org.jspecify.annotations.NullMarked;
