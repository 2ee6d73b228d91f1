/**
 * The command {@code backup}: from its many options to the engine's request, and from what the
 * engine reports to progress and a summary.
 *
 * <p>Each group of options is a class that turns them into one part of the request: the source, the
 * exclusions, the labels, the comparison with an earlier snapshot.
 */
@NullMarked
package io.holdfast.cli.backup;

import org.jspecify.annotations.NullMarked;
