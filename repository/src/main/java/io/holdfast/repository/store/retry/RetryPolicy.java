package io.holdfast.repository.store.retry;

import java.time.Duration;

/**
 * How long and how patiently a failed call is repeated.
 *
 * @param firstPause the longest first pause; each further one may be twice as long
 * @param longestPause what a pause never exceeds, unless the store asks for more
 * @param budget the time from the first try after which no other begins
 */
public record RetryPolicy(Duration firstPause, Duration longestPause, Duration budget) {
  /** Fifteen minutes, as restic: a server's restart or a night's maintenance of a line. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(Duration.ofMillis(500), Duration.ofMinutes(1), Duration.ofMinutes(15));

  public RetryPolicy {
    if (!firstPause.isPositive() || longestPause.compareTo(firstPause) < 0 || budget.isNegative()) {
      throw new IllegalArgumentException(
          "pauses of %s to %s within %s make no sense: the first must be positive, the longest not shorter"
              .formatted(firstPause, longestPause, budget));
    }
  }

  /** The longest pause after the try that has this number, counted from 1. */
  Duration longestPauseAfter(int attempt) {
    Duration pause = firstPause;
    for (int i = 1; i < attempt && pause.compareTo(longestPause) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(longestPause) < 0 ? pause : longestPause;
  }
}
