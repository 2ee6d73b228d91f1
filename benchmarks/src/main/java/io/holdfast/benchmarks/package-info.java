/**
 * How fast the engine's primitives are, one core, by JMH; and how much memory and time the index of
 * ten million blobs takes.
 *
 * <p>Figures are printed, never asserted. {@code ./bench primitives} runs them; the whole program
 * beside restic and borg is {@code ./harness bench}.
 */
@NullMarked
package io.holdfast.benchmarks;

import org.jspecify.annotations.NullMarked;
