package io.holdfast.protection.measure;

import io.holdfast.protection.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The runs of one type, of one application.
 *
 * <p>A run that somebody cancelled says nothing about whether runs work, so it counts, but is no
 * attempt. An incomplete run is an attempt, and neither a success nor a failure. One that secures a
 * restore is a part of that, and does not count.
 *
 * @param ended how many ended in each way; an outcome that is left out never occurred
 * @param attempt when the last attempt ended
 * @param success the last run that did all of its plan
 * @param failure when the last run failed of which nothing came
 * @param running since when one goes on
 */
public record Runs(
    Map<Run.Outcome, Long> ended,
    @Nullable Instant attempt,
    @Nullable Success success,
    @Nullable Instant failure,
    @Nullable Instant running) {
  /** None so far. */
  public static final Runs NONE = new Runs(Map.of(), null, null, null, null);

  /** When a run succeeded, and how long it took. */
  public record Success(Instant time, Duration duration) {}

  public Runs {
    var all = new EnumMap<Run.Outcome, Long>(Run.Outcome.class);
    for (Run.Outcome outcome : Run.Outcome.values()) {
      all.put(outcome, ended.getOrDefault(outcome, 0L));
    }
    ended = Map.copyOf(all);
  }

  /** Whether the last attempt was incomplete: neither a success nor a failure. */
  public boolean isLastIncomplete() {
    return attempt != null
        && !attempt.equals(failure)
        && (success == null || attempt.isAfter(success.time));
  }

  /** What these runs, in any order, come to. */
  public static Runs of(List<Run> runs) {
    var ended = new EnumMap<Run.Outcome, Long>(Run.Outcome.class);
    Instant attempt = null;
    Success success = null;
    Instant failure = null;
    Instant running = null;
    for (Run run : runs.stream().filter(one -> !one.securing()).toList()) {
      Run.End end = run.end();
      if (end == null) {
        running = earlier(running, run.started());
        continue;
      }
      ended.merge(end.outcome(), 1L, Long::sum);
      switch (end.outcome()) {
        case DONE -> {
          attempt = later(attempt, end.time());
          if (success == null || end.time().isAfter(success.time())) {
            success = new Success(end.time(), Duration.between(run.started(), end.time()));
          }
        }
        case INCOMPLETE -> attempt = later(attempt, end.time());
        case FAILED -> {
          attempt = later(attempt, end.time());
          failure = later(failure, end.time());
        }
        case CANCELLED -> {}
      }
    }
    return new Runs(ended, attempt, success, failure, running);
  }

  private static Instant later(@Nullable Instant one, Instant other) {
    return one == null || other.isAfter(one) ? other : one;
  }

  private static Instant earlier(@Nullable Instant one, Instant other) {
    return one == null || other.isBefore(one) ? other : one;
  }
}
