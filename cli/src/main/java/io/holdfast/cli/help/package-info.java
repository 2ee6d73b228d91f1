/**
 * What the program says about itself: help, manual pages and shell completion, all of the same
 * text, which stands in the annotations of the commands.
 */
@NullMarked
package io.holdfast.cli.help;

import org.jspecify.annotations.NullMarked;
