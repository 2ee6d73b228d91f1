package io.holdfast.testkit.property;

import java.util.Random;

/** A statement tried on many inputs, each made from a seed of its own. */
@FunctionalInterface
public interface Property {
  /**
   * Fails, by any exception or assertion error, when the statement does not hold for {@code
   * random}'s inputs.
   */
  void holds(Random random) throws Exception;

  /**
   * Tries the seeds of past failures, then {@code tries} fresh seeds.
   *
   * <p>The first seed is the clock's unless the system property {@code holdfast.seed} names one, in
   * which case only that one is tried.
   *
   * @throws AssertionError when a try fails; the message names its seed
   */
  static void check(int tries, Property property, long... pastFailures) {
    Long only = Long.getLong("holdfast.seed");
    if (only != null) {
      attempt(property, only);
      return;
    }
    for (long seed : pastFailures) {
      attempt(property, seed);
    }
    long first = System.nanoTime();
    for (int i = 0; i < tries; i++) {
      attempt(property, first + i);
    }
  }

  private static void attempt(Property property, long seed) {
    try {
      property.holds(new Random(seed));
    } catch (Exception | AssertionError failure) { // whatever it is, it belongs to this seed
      throw new AssertionError("fails with -Dholdfast.seed=" + seed + ": " + failure, failure);
    }
  }
}
