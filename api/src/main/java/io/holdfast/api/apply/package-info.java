/**
 * From files to a set of kinds that is right as a whole, or to all mistakes.
 *
 * <p>An <em>apply</em> is everything that is declared at once. Each document is read by itself;
 * then what shows only beside others is checked: names, references, overlapping directories,
 * cycles, schedules. Nothing here changes anything, and there is no half result: either all
 * documents or all mistakes.
 *
 * <pre>
 *   sources -- Apply.read --> Read(Applied) | Refused(mistakes)
 * </pre>
 */
@NullMarked
package io.holdfast.api.apply;

import org.jspecify.annotations.NullMarked;
