package io.holdfast.retention;

import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What is to be kept of many; something stays when at least one part asks for it.
 *
 * @param last so many of the newest; {@link #ALL}, or 0 for no such rule
 * @param newestOf in each of the last so many periods that have any, the newest; numbers as before
 * @param within everything younger than this, seen from the newest; zero for no such rule
 * @param newestWithin of everything younger than this, the newest in each period
 */
public record KeepRules(
    int last, Map<Period, Integer> newestOf, Age within, Map<Period, Age> newestWithin) {
  /** A count without an end. */
  public static final int ALL = -1;

  /** No rule at all. */
  public static final KeepRules NONE = new KeepRules(0, Map.of(), Age.ZERO, Map.of());

  public KeepRules {
    Map<Period, Integer> counts = new EnumMap<>(Period.class);
    newestOf.forEach((period, count) -> {
      if (requireCount(count) != 0) {
        counts.put(period, count);
      }
    });
    requireCount(last);
    Map<Period, Age> ages = new EnumMap<>(Period.class);
    newestWithin.forEach((period, age) -> {
      if (!age.isZero()) {
        ages.put(period, age);
      }
    });
    newestOf = Map.copyOf(counts);
    newestWithin = Map.copyOf(ages);
  }

  private static int requireCount(int count) {
    if (count < ALL) {
      throw new IllegalArgumentException(
          "cannot keep %d snapshots: expected a number from 0 on, or 'unlimited'".formatted(count));
    }
    return count;
  }

  /**
   * Reads a number of things to keep.
   *
   * @throws IllegalArgumentException unless it is a number from 0 on, {@code unlimited} or -1
   */
  public static int parseCount(String text) {
    if (text.equals("unlimited")) {
      return ALL;
    }
    try {
      return requireCount(Integer.parseInt(text));
    } catch (NumberFormatException malformed) {
      throw new IllegalArgumentException(
          "cannot keep '%s' snapshots: expected a number from 0 on, or 'unlimited'".formatted(text),
          malformed);
    }
  }

  /** Whether there is no rule, so that nothing would be kept, whatever there is. */
  public boolean isEmpty() {
    return equals(NONE);
  }

  /**
   * What the rules say of each, in the order of the list.
   *
   * @param newestFirst from the newest to the oldest; of two with the same time, the first is taken
   *     for the newer one
   * @param now what claims to be younger is no measure for the age of the others
   * @param zone in which hours, days, weeks, months and years begin
   */
  public <T> List<Choice<T>> apply(
      List<T> newestFirst, Function<? super T, Instant> time, Instant now, ZoneId zone) {
    return new Walk<>(this, newestFirst, time, now, zone).choices();
  }
}
