package io.holdfast.host.policy;

import io.holdfast.api.policy.PolicySpec;
import io.holdfast.api.policy.Retention;
import io.holdfast.protection.queue.CatchUp;
import io.holdfast.protection.queue.Scheduled;
import io.holdfast.protection.retention.RetentionPolicy;
import io.holdfast.protection.retention.Terms;
import io.holdfast.protection.schedule.Cron;
import io.holdfast.protection.schedule.Schedule;
import io.holdfast.protection.schedule.Window;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a policy says, as decisions take it.
 *
 * @param timing absent when backups are made only on request
 * @param removal has no rule when everything is kept; its days begin in the schedule's zone, or in
 *     UTC without one
 */
public record PolicyTerms(@Nullable Timing timing, Terms removal) {
  /** How often retention runs where something may go. */
  public static final Duration RETENTION_INTERVAL = Duration.ofDays(1);

  /** When backups begin by themselves, and how what was due is treated. */
  public record Timing(Schedule schedule, Scheduled.Terms terms) {}

  /**
   * Reads a policy that was applied.
   *
   * @throws IllegalArgumentException when its schedule cannot be, which an apply refuses
   */
  public static PolicyTerms of(PolicySpec spec) {
    var schedule = spec.schedule();
    return new PolicyTerms(schedule == null ? null : timing(schedule), removal(spec));
  }

  /** Which restore points stay. */
  public RetentionPolicy retention() {
    return removal.retention();
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

  /** What a policy says of removal. */
  public static Terms removal(PolicySpec spec) {
    ZoneId zone = spec.schedule() == null ? ZoneOffset.UTC : spec.schedule().zone();
    Retention written = spec.retention();
    if (written == null) {
      return new Terms(
          Terms.Counts.NONE, Duration.ZERO, Duration.ZERO, zone, spec.destructiveDelay());
    }
    Retention.Keep keep = written.keep();
    return new Terms(
        new Terms.Counts(
            keep.last(), keep.hourly(), keep.daily(), keep.weekly(), keep.monthly(), keep.yearly()),
        keep.within() == null ? Duration.ZERO : keep.within(),
        written.minimumAge(),
        zone,
        spec.destructiveDelay());
  }
}
