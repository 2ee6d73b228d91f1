package io.holdfast.repository.lock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A point in time by two clocks: one that nobody sets but that stands still while the machine
 * sleeps, and one that goes on but may be set.
 *
 * @param nanos of {@link System#nanoTime}
 */
record Moment(long nanos, Instant wall) {
  static Moment now(InstantSource clock) {
    return new Moment(System.nanoTime(), clock.instant());
  }

  /** The time since then, by the clock that says more. */
  Duration age(InstantSource clock) {
    Duration awake = Duration.ofNanos(System.nanoTime() - nanos);
    Duration asleep = Duration.between(wall, clock.instant());
    return awake.compareTo(asleep) > 0 ? awake : asleep;
  }
}
