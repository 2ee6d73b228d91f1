package io.holdfast.protection.schedule;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Locale;

/**
 * Five fields that name times by the clock on the wall: minute, hour, day of the month, month, day
 * of the week; or one of the words {@code @hourly}, {@code @daily}, {@code @weekly}, {@code
 * @monthly}, {@code @yearly} for them.
 *
 * <p>Fields have numbers, names of months and days, ranges, steps, lists, and {@code L} for the last
 * day of the month. As in every cron, a date needs only one of day and weekday when both are named.
 * One that never fires is refused.
 */
public final class Cron {
  private static final String FIELDS =
      "expected minute, hour, day of the month, month and day of the week, such as '30 2 * * *'";

  private final String text;
  private final TimesOfDay times;
  private final DaysOfYear days;

  private Cron(String text, TimesOfDay times, DaysOfYear days) {
    this.text = text;
    this.times = times;
    this.days = days;
  }

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException when it is written otherwise, means different things to
   *     different crons, or never fires; the message says what to write
   */
  public static Cron parse(String text) {
    String stripped = text.strip();
    String[] fields = (stripped.startsWith("@") ? word(stripped) : stripped).split("\\s+");
    if (stripped.startsWith("TZ=") || stripped.startsWith("CRON_TZ=")) {
      throw refusal(text, "the zone has a field of its own, leave it out here");
    }
    if (fields.length != 5) {
      throw refusal(
          text,
          "it has %d fields, %s%s"
              .formatted(
                  stripped.isEmpty() ? 0 : fields.length,
                  FIELDS,
                  fields.length == 6 ? "; seconds are not among them" : ""));
    }
    try {
      return read(stripped, fields);
    } catch (IllegalArgumentException malformed) {
      throw refusal(text, String.valueOf(malformed.getMessage()));
    }
  }

  private static Cron read(String text, String[] fields) {
    TimesOfDay times =
        new TimesOfDay(CronField.MINUTE.parse(fields[0]), CronField.HOUR.parse(fields[1]));
    long days = CronField.DAY.parse(fields[2]);
    long months = CronField.MONTH.parse(fields[3]);
    long weekdays = CronField.WEEKDAY.parse(fields[4]);
    boolean dayOpen = CronField.isOpen(fields[2]);
    boolean weekdayOpen = CronField.isOpen(fields[4]);
    if (!dayOpen
        && !weekdayOpen
        && (CronField.isSteppedStar(fields[2]) || CronField.isSteppedStar(fields[4]))) {
      throw new IllegalArgumentException(
          "some crons need both day and weekday when one begins with '*/', others one of them:"
              + " write the numbers instead of '*', or '*' for one of the two");
    }
    DaysOfYear dates = new DaysOfYear(days, months, weekdays, !dayOpen && !weekdayOpen);
    if (dates.isEmpty()) {
      throw new IllegalArgumentException(
          "it never fires, for no such month has such a day: expected a date that exists");
    }
    return new Cron(text, times, dates);
  }

  private static String word(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "@hourly" -> "0 * * * *";
      case "@daily", "@midnight" -> "0 0 * * *";
      case "@weekly" -> "0 0 * * 0";
      case "@monthly" -> "0 0 1 * *";
      case "@yearly", "@annually" -> "0 0 1 1 *";
      default ->
          throw refusal(
              text,
              text.toLowerCase(Locale.ROOT).startsWith("@every")
                  ? "it counts from when a program started, so that each restart moves it: write"
                      + " times of the clock, such as '*/15 * * * *'"
                  : "expected @hourly, @daily, @weekly, @monthly or @yearly, or five fields");
    };
  }

  private static IllegalArgumentException refusal(String text, String why) {
    return new IllegalArgumentException("'%s' is not a schedule: %s".formatted(text, why));
  }

  /** The least time between two fires, by the clock on the wall. */
  public Duration shortestInterval() {
    DaysOfYear.Gaps gaps = days.gaps();
    Duration overnight = overnight(gaps.shortest());
    Duration within = Duration.ofMinutes(times.shortestGap());
    return times.first().equals(times.last()) || overnight.compareTo(within) < 0
        ? overnight
        : within;
  }

  /** The most time between two fires, by the clock on the wall. */
  public Duration longestInterval() {
    Duration overnight = overnight(days.gaps().longest());
    Duration within = Duration.ofMinutes(times.longestGap());
    return overnight.compareTo(within) > 0 ? overnight : within;
  }

  private Duration overnight(long gap) {
    return Duration.ofDays(gap).minus(Duration.between(times.first(), times.last()));
  }

  /** Whether it fires in every hour, so that elapsed time is what counts. */
  boolean isEveryHour() {
    return times.isEveryHour();
  }

  /** The first time on the wall's clock that is not before this one. */
  LocalDateTime next(LocalDateTime from) {
    if (days.contains(from.toLocalDate())) {
      var today = times.next(from.toLocalTime());
      if (today.isPresent()) {
        return from.toLocalDate().atTime(today.get());
      }
    }
    return days.next(from.toLocalDate().plusDays(1)).atTime(times.first());
  }

  /** The last time on the wall's clock that is before this one. */
  LocalDateTime previous(LocalDateTime end) {
    if (days.contains(end.toLocalDate())) {
      var today = times.previous(end.toLocalTime());
      if (today.isPresent()) {
        return end.toLocalDate().atTime(today.get());
      }
    }
    return days.previous(end.toLocalDate().minusDays(1)).atTime(times.last());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cron cron && cron.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
