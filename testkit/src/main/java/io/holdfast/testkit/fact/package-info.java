/**
 * What ties tests to the documentation of the format.
 *
 * <p>A <em>fact</em> is a numbered statement about restic's format that a writer or reader of it
 * must respect. Each one that concerns this program has at least one test that carries its number,
 * so that a search for {@code @Fact("F27")} finds the proof.
 */
@NullMarked
package io.holdfast.testkit.fact;

import org.jspecify.annotations.NullMarked;
