package io.holdfast.host.policy;

import io.holdfast.api.policy.PolicySpec;
import io.holdfast.api.policy.Retention;
import io.holdfast.protection.queue.CatchUp;
import io.holdfast.protection.queue.Scheduled;
import io.holdfast.protection.retention.RetentionPolicy;
import io.holdfast.protection.schedule.Cron;
import io.holdfast.protection.schedule.Schedule;
import io.holdfast.protection.schedule.Window;
import io.holdfast.retention.Age;
import io.holdfast.retention.KeepRules;
import io.holdfast.retention.Period;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a policy says, as decisions take it.
 *
 * @param timing absent when backups are made only on request
 * @param retention has no rule when everything is kept; its days begin in the schedule's zone, or
 *     in UTC without one
 */
public record PolicyTerms(@Nullable Timing timing, RetentionPolicy retention) {
  /** How often retention runs where something may go. */
  public static final Duration RETENTION_INTERVAL = Duration.ofDays(1);

  /** An age has no larger numbers; so many hours are a century, and what is more keeps all. */
  private static final int MOST_HOURS = 1_000_000;

  /** When backups begin by themselves, and how what was due is treated. */
  public record Timing(Schedule schedule, Scheduled.Terms terms) {}

  /**
   * Reads a policy that was applied.
   *
   * @throws IllegalArgumentException when its schedule cannot be, which an apply refuses
   */
  public static PolicyTerms of(PolicySpec spec) {
    var schedule = spec.schedule();
    ZoneId zone = schedule == null ? ZoneOffset.UTC : schedule.zone();
    return new PolicyTerms(
        schedule == null ? null : timing(schedule), retention(spec.retention(), zone));
  }

  /**
   * When an application is due.
   *
   * @throws IllegalArgumentException when the cron never fires, or the jitter is too long
   */
  public static Schedule schedule(String cron, ZoneId zone, Duration jitter) {
    return new Schedule(Cron.parse(cron), zone, jitter);
  }

  private static Timing timing(io.holdfast.api.policy.Schedule written) {
    return new Timing(
        schedule(written.cron(), written.zone(), written.jitter()),
        new Scheduled.Terms(
            switch (written.catchUp()) {
              case ONCE -> CatchUp.ONCE;
              case NONE -> CatchUp.NONE;
            },
            written.windows().stream().map(window -> window(window, written.zone())).toList(),
            written.paused()));
  }

  private static Window window(io.holdfast.api.policy.Schedule.Window written, ZoneId zone) {
    Set<DayOfWeek> days =
        written.days().isEmpty()
            ? EnumSet.allOf(DayOfWeek.class)
            : written.days().stream().map(PolicyTerms::day).collect(Collectors.toSet());
    return new Window(days, LocalTime.parse(written.from()), LocalTime.parse(written.to()), zone);
  }

  private static DayOfWeek day(io.holdfast.api.policy.Schedule.Day written) {
    return switch (written) {
      case MON -> DayOfWeek.MONDAY;
      case TUE -> DayOfWeek.TUESDAY;
      case WED -> DayOfWeek.WEDNESDAY;
      case THU -> DayOfWeek.THURSDAY;
      case FRI -> DayOfWeek.FRIDAY;
      case SAT -> DayOfWeek.SATURDAY;
      case SUN -> DayOfWeek.SUNDAY;
    };
  }

  private static RetentionPolicy retention(@Nullable Retention written, ZoneId zone) {
    if (written == null) {
      return new RetentionPolicy(KeepRules.NONE, Duration.ZERO, zone);
    }
    Retention.Keep keep = written.keep();
    Map<Period, Integer> newestOf =
        Map.of(
            Period.HOUR, keep.hourly(),
            Period.DAY, keep.daily(),
            Period.WEEK, keep.weekly(),
            Period.MONTH, keep.monthly(),
            Period.YEAR, keep.yearly());
    return new RetentionPolicy(
        new KeepRules(keep.last(), newestOf, within(keep.within()), Map.of()),
        written.minimumAge(),
        zone);
  }

  /** In hours, for a day of the calendar may have 23 of them; never rounded down. */
  private static Age within(@Nullable Duration written) {
    if (written == null) {
      return Age.ZERO;
    }
    long hours = written.plusHours(1).minusNanos(1).toHours();
    return hours <= MOST_HOURS
        ? new Age(0, 0, 0, (int) hours)
        : new Age(MOST_HOURS, 0, 0, MOST_HOURS);
  }
}
