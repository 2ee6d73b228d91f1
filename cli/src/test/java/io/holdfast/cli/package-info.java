/**
 * Tests of the program by scripts: the text files in {@code src/test/scripts}, which are the
 * examples of the help, too.
 */
@NullMarked
package io.holdfast.cli;

import org.jspecify.annotations.NullMarked;
