package io.holdfast.host.hook;

import java.time.Duration;

/**
 * How long a hook may take.
 *
 * @param step each step of the opening half
 * @param closing each step of the closing half
 * @param hold from the opening's end to the closing's beginning; then the session is closed by
 *     itself, and the cut is no longer one
 * @param capture what is written in the closing half: log files, a dump of a database
 */
public record Limits(Duration step, Duration closing, Duration hold, Duration capture) {
  public Limits {
    for (var limit : new Duration[] {step, closing, hold, capture}) {
      if (!limit.isPositive()) {
        throw new IllegalArgumentException(
            "a hook's time limit is more than nothing, not " + limit);
      }
    }
  }

  /** The same for the steps of both halves. */
  public Limits(Duration step, Duration hold, Duration capture) {
    this(step, step, hold, capture);
  }

  /** A minute for a step, a minute for a snapshot, a day for a copy and its dump. */
  public static Limits usual(Method method) {
    return switch (method) {
      case SNAPSHOT ->
          new Limits(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofHours(1));
      case LIVE -> new Limits(Duration.ofMinutes(5), Duration.ofDays(1), Duration.ofDays(1));
    };
  }
}
