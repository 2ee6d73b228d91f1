package io.holdfast.protection.schedule;

import java.time.LocalTime;
import java.util.Optional;

/**
 * The times of a day that a cron names: each of the minutes in each of the hours.
 *
 * @param minutes as bits; at least one
 * @param hours as bits; at least one
 */
record TimesOfDay(long minutes, long hours) {
  private static final long EVERY_HOUR = (1L << 24) - 1;
  private static final int AN_HOUR = 60;

  boolean isEveryHour() {
    return hours == EVERY_HOUR;
  }

  LocalTime first() {
    return LocalTime.of(lowest(hours), lowest(minutes));
  }

  LocalTime last() {
    return LocalTime.of(highest(hours), highest(minutes));
  }

  /** The first one that is not before this time. */
  Optional<LocalTime> next(LocalTime from) {
    // 10:00:01 is after 10:00, so what is meant begins with 10:01.
    long later = from(minutes, from.getMinute() + (isWhole(from) ? 0 : 1));
    if (has(hours, from.getHour()) && later != 0) {
      return Optional.of(LocalTime.of(from.getHour(), lowest(later)));
    }
    long laterHours = from(hours, from.getHour() + 1);
    return laterHours == 0
        ? Optional.empty()
        : Optional.of(LocalTime.of(lowest(laterHours), lowest(minutes)));
  }

  /** The last one that is before this time. */
  Optional<LocalTime> previous(LocalTime end) {
    long earlier = below(minutes, end.getMinute() + (isWhole(end) ? 0 : 1));
    if (has(hours, end.getHour()) && earlier != 0) {
      return Optional.of(LocalTime.of(end.getHour(), highest(earlier)));
    }
    long earlierHours = below(hours, end.getHour());
    return earlierHours == 0
        ? Optional.empty()
        : Optional.of(LocalTime.of(highest(earlierHours), highest(minutes)));
  }

  private static boolean isWhole(LocalTime time) {
    return time.getSecond() == 0 && time.getNano() == 0;
  }

  private static boolean has(long bits, int number) {
    return ((bits >> number) & 1) != 0;
  }

  private static long below(long bits, int number) {
    return bits & ((1L << number) - 1);
  }

  private static long from(long bits, int number) {
    return bits & -(1L << number);
  }

  /** The shortest way between two of one day, in minutes; a day's when there is one alone. */
  int shortestGap() {
    return gap(false);
  }

  /** The longest way between two neighbours of one day, in minutes; 0 when there is one alone. */
  int longestGap() {
    return gap(true);
  }

  private int gap(boolean longest) {
    int found = longest ? 0 : 24 * AN_HOUR;
    int previous = -1;
    for (int minute = 0; minute < 24 * AN_HOUR; minute++) {
      if (!has(hours, minute / AN_HOUR) || !has(minutes, minute % AN_HOUR)) {
        continue;
      }
      if (previous >= 0) {
        found = longest ? Math.max(found, minute - previous) : Math.min(found, minute - previous);
      }
      previous = minute;
    }
    return found;
  }

  private static int lowest(long bits) {
    return Long.numberOfTrailingZeros(bits);
  }

  private static int highest(long bits) {
    return 63 - Long.numberOfLeadingZeros(bits);
  }
}
