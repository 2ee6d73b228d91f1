/** The command {@code restore}: from options to the engine's request, with progress and summary. */
@NullMarked
package io.holdfast.cli.restore;

import org.jspecify.annotations.NullMarked;
