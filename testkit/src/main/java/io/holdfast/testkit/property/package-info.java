/**
 * Seeded property tests.
 *
 * <p>A <em>property</em> is a statement that holds for every input; it is tried on many inputs made
 * from one seed. A failure names the seed of the failing try, so {@code -Dholdfast.seed=N} repeats
 * exactly that try. Seeds that once failed stand in the test itself, as its corpus, and are tried
 * first.
 */
@NullMarked
package io.holdfast.testkit.property;

import org.jspecify.annotations.NullMarked;
