package io.holdfast.protection.queue;

import io.holdfast.protection.schedule.Timetable;
import io.holdfast.protection.schedule.Window;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Runs of an application that begin by themselves, and what has happened of them.
 *
 * @param kind of these runs
 */
public record Scheduled(
    Kind kind, Target target, Timetable timetable, Terms terms, History history) {
  /** As many missed fires are counted; more are as many. */
  static final int MOST_MISSED = 1000;

  /**
   * How its fires are treated.
   *
   * @param windows in which its runs may start; none means at all times
   */
  public record Terms(CatchUp catchUp, List<Window> windows, boolean paused) {
    public Terms {
      windows = List.copyOf(windows);
    }
  }

  /**
   * What has happened.
   *
   * @param since from when on fires count: when the schedule began to hold for the application
   * @param starts of its runs of this kind, whatever became of them, asked for or scheduled; the
   *     newest are enough
   */
  public record History(Instant since, List<Instant> starts) {
    public History {
      starts = List.copyOf(starts);
    }
  }

  /**
   * A fire that no run has answered.
   *
   * @param missed how many came before it that were not answered either
   */
  public record Due(Instant at, int missed) {}

  /**
   * What is due.
   *
   * @param awake since when somebody has been there to start runs
   */
  Optional<Due> due(Instant awake, Instant now) {
    Instant latest = timetable.previous(now);
    // A clock that was wrong once must not stop all backups until it is right.
    Instant started =
        history.starts.stream()
            .filter(start -> !start.isAfter(now))
            .max(Comparator.naturalOrder())
            .orElse(Instant.EPOCH);
    Instant since = history.since.isAfter(now) ? Instant.EPOCH : history.since;
    Instant counts =
        switch (terms.catchUp) {
          case ONCE -> since;
          case NONE -> since.isAfter(awake) ? since : awake;
        };
    if (latest.isBefore(counts) || !latest.isAfter(started)) {
      return Optional.empty();
    }
    Instant before = started.isAfter(counts) ? started : counts.minusNanos(1);
    return Optional.of(new Due(latest, firesBetween(before, latest)));
  }

  private int firesBetween(Instant after, Instant before) {
    int fires = 0;
    for (Instant fire = timetable.next(after);
        fire.isBefore(before) && fires < MOST_MISSED;
        fire = timetable.next(fire)) {
      fires++;
    }
    return fires;
  }
}
