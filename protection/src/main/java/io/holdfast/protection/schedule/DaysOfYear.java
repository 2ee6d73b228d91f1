package io.holdfast.protection.schedule;

import java.time.LocalDate;

/**
 * The dates that a cron names.
 *
 * @param days of the month as bits from 1; bit {@link CronField#LAST_DAY} for the last one
 * @param months as bits from 1
 * @param weekdays as bits from Sunday, which is 0
 * @param either whether a date needs only one of day and weekday, as cron has it when both are
 *     named
 */
record DaysOfYear(long days, long months, long weekdays, boolean either) {
  /** After so many years the days of the week and February 29th come again as they were. */
  private static final int CYCLE = 28;

  private static final LocalDate BEGIN = LocalDate.of(2000, 1, 1);

  /** The shortest and the longest way from one date to the next, in days. */
  record Gaps(long shortest, long longest) {}

  boolean contains(LocalDate date) {
    if (!has(months, date.getMonthValue())) {
      return false;
    }
    boolean day =
        has(days, date.getDayOfMonth())
            || (has(days, CronField.LAST_DAY) && date.getDayOfMonth() == date.lengthOfMonth());
    boolean weekday = has(weekdays, date.getDayOfWeek().getValue() % 7);
    return either ? day || weekday : day && weekday;
  }

  private static boolean has(long bits, int number) {
    return (bits >> number & 1) != 0;
  }

  boolean isEmpty() {
    LocalDate end = BEGIN.plusYears(CYCLE);
    return nextBefore(BEGIN, end).equals(end);
  }

  /** The first date from this one on; there is one, for a cron without any is refused. */
  LocalDate next(LocalDate from) {
    return nextBefore(from, LocalDate.MAX);
  }

  private LocalDate nextBefore(LocalDate from, LocalDate end) {
    LocalDate date = from;
    while (date.isBefore(end) && !contains(date)) {
      date =
          has(months, date.getMonthValue())
              ? date.plusDays(1)
              : date.withDayOfMonth(1).plusMonths(1);
    }
    return date.isBefore(end) ? date : end;
  }

  /** The last date up to this one. */
  LocalDate previous(LocalDate from) {
    LocalDate date = from;
    while (!contains(date)) {
      date =
          has(months, date.getMonthValue())
              ? date.minusDays(1)
              : date.withDayOfMonth(1).minusDays(1);
    }
    return date;
  }

  Gaps gaps() {
    long shortest = Long.MAX_VALUE;
    long longest = 0;
    LocalDate date = next(BEGIN);
    LocalDate end = next(BEGIN.plusYears(CYCLE));
    while (date.isBefore(end)) {
      LocalDate following = next(date.plusDays(1));
      long gap = following.toEpochDay() - date.toEpochDay();
      shortest = Math.min(shortest, gap);
      longest = Math.max(longest, gap);
      date = following;
    }
    return new Gaps(shortest, longest);
  }
}
