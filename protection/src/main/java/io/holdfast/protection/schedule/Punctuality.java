package io.holdfast.protection.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Whether what a schedule asks for has come. */
public sealed interface Punctuality {
  /** The next complete point may take until then. */
  record OnTime(Instant expected) implements Punctuality {}

  /** It should have been there then. */
  record Late(Instant expected, Duration by) implements Punctuality {}

  /**
   * Compares by the schedule itself, so that nobody writes down an interval: after Friday's point
   * of a cron for workdays, nothing is late before Monday.
   *
   * @param windows in which runs may start; a fire outside of them is expected when they open
   * @param since when the schedule began to hold
   * @param complete the ends of the complete points' cuts; those of the future count for nothing,
   *     or one would silence the alarm until then
   * @param tolerance how long a run may wait and take
   */
  static Punctuality of(
      Timetable timetable,
      List<Window> windows,
      Instant since,
      List<Instant> complete,
      Duration tolerance,
      Instant now) {
    Instant reference =
        Stream.concat(complete.stream(), Stream.of(since))
            .filter(each -> !each.isAfter(now))
            .max(Comparator.naturalOrder())
            .orElse(now);
    Instant due = Window.opening(windows, timetable.next(reference));
    Instant expected = due.plus(tolerance);
    return now.isAfter(expected)
        ? new Late(expected, Duration.between(expected, now))
        : new OnTime(expected);
  }
}
