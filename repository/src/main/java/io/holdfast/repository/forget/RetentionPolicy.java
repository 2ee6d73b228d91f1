package io.holdfast.repository.forget;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is to be kept; a snapshot stays when at least one part asks for it.
 *
 * @param last so many of the newest; {@link #ALL}, or 0 for no such rule
 * @param newestOf in each of the last so many periods that have any, the newest; numbers as before
 * @param within everything younger than this, seen from the newest; zero for no such rule
 * @param newestWithin of everything younger than this, the newest in each period
 * @param tags groups of which one is among the snapshot's as a whole; the group of one empty text
 *     means a snapshot without tags
 */
public record RetentionPolicy(
    int last,
    Map<Period, Integer> newestOf,
    Age within,
    Map<Period, Age> newestWithin,
    List<List<String>> tags) {
  /** A count without an end. */
  public static final int ALL = -1;

  /** No rule at all. */
  public static final RetentionPolicy NONE =
      new RetentionPolicy(0, Map.of(), new Age(0, 0, 0, 0), Map.of(), List.of());

  public RetentionPolicy {
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
    tags = tags.stream().map(List::copyOf).toList();
  }

  private static int requireCount(int count) {
    if (count < ALL) {
      throw new IllegalArgumentException(
          "cannot keep %d snapshots: expected a number from 0 on, or 'unlimited'".formatted(count));
    }
    return count;
  }

  /**
   * Reads a number of snapshots.
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

  /** Whether it would keep nothing, whatever there is. */
  public boolean isEmpty() {
    return equals(NONE);
  }
}
