package io.holdfast.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A span of the calendar, as in {@code 2y5m7d3h}; each number at least 0.
 *
 * <p>A month is not a number of days, so it has a length only before a given time.
 */
public record Age(int years, int months, int days, int hours) {
  /** No time at all. */
  public static final Age ZERO = new Age(0, 0, 0, 0);

  private static final int LARGEST = 1_000_000;

  private static final Pattern PART = Pattern.compile("\\G([0-9]{1,7})([ymdh])");

  public Age {
    for (int number : new int[] {years, months, days, hours}) {
      if (number < 0 || number > LARGEST) {
        throw new IllegalArgumentException(
            "%d in an age is out of range: expected 0 to %d".formatted(number, LARGEST));
      }
    }
  }

  /**
   * Reads numbers with the units y, m, d and h, each at most once in effect: the last one counts.
   *
   * @throws IllegalArgumentException when it is written otherwise
   */
  public static Age parse(String text) {
    String stripped = text.strip();
    int years = 0;
    int months = 0;
    int days = 0;
    int hours = 0;
    int end = 0;
    Matcher part = PART.matcher(stripped);
    while (part.find()) {
      int number = Integer.parseInt(part.group(1));
      switch (part.group(2)) {
        case "y" -> years = number;
        case "m" -> months = number;
        case "d" -> days = number;
        default -> hours = number;
      }
      end = part.end();
    }
    if (end < stripped.length()) {
      throw new IllegalArgumentException(
          "'%s' is not an age: expected numbers with units, such as 1y5m7d2h (m means months)"
              .formatted(text));
    }
    return new Age(years, months, days, hours);
  }

  /** Whether it is no time at all, which as an option means nothing. */
  public boolean isZero() {
    return years == 0 && months == 0 && days == 0 && hours == 0;
  }

  /** Whether none of its numbers is smaller, so that it reaches no less far back from any time. */
  public boolean covers(Age other) {
    return years >= other.years
        && months >= other.months
        && days >= other.days
        && hours >= other.hours;
  }

  /**
   * The time this long before {@code time}, counted as Go's {@code AddDate} does: a month before
   * October 31st is "September 31st", which is October 1st.
   */
  public Instant before(Instant time, ZoneId zone) {
    ZonedDateTime local = time.atZone(zone);
    long month = local.getYear() * 12L + local.getMonthValue() - 1 - years * 12L - months;
    LocalDate date =
        LocalDate.of((int) Math.floorDiv(month, 12L), (int) Math.floorMod(month, 12L) + 1, 1)
            .plusDays(local.getDayOfMonth() - 1L - days);
    return date.atTime(local.toLocalTime()).atZone(zone).toInstant().minusSeconds(hours * 3600L);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    append(text, years, 'y');
    append(text, months, 'm');
    append(text, days, 'd');
    append(text, hours, 'h');
    return text.toString();
  }

  private static void append(StringBuilder text, int number, char unit) {
    if (number != 0) {
      text.append(number).append(unit);
    }
  }
}
