package io.holdfast.repository.store.http;

import java.time.Duration;

/**
 * How long a store is waited for.
 *
 * @param connect until a connection stands, its TLS included
 * @param idle without a byte in either direction
 * @param slowest bytes per second that a call moves on average, once {@code idle} has passed; so
 *     its whole time is at most {@code idle} and its bytes divided by this
 */
public record Patience(Duration connect, Duration idle, long slowest) {
  /** What suits a far store behind a thin line. */
  public static final Patience DEFAULT =
      new Patience(Duration.ofSeconds(30), Duration.ofMinutes(2), 1024);

  public Patience {
    if (!connect.isPositive() || !idle.isPositive() || slowest <= 0) {
      throw new IllegalArgumentException(
          "waiting %s to connect, %s idle at %d bytes per second makes no sense: all must be positive"
              .formatted(connect, idle, slowest));
    }
  }

  /** The same, but giving up after another time without a byte. */
  public Patience withIdle(Duration other) {
    return new Patience(connect, other, slowest);
  }
}
