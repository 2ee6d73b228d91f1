package io.holdfast.repository.store.bandwidth;

import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.Ticker;
import java.io.IOException;
import java.time.Duration;

/**
 * A rate in bytes per second that all who pass through share, first come first served; safe for use
 * by many threads.
 *
 * <p>Whoever passes books the time that its bytes take on the line, after everybody else's, and
 * waits until that time is over. Unused time is lost, but for a tenth of a second that makes up for
 * sleeping too long.
 */
public final class Bandwidth implements ObjectContent.Pace {
  private static final long CATCH_UP = Duration.ofMillis(100).toNanos();

  private final long bytesPerSecond;
  private final Ticker ticker;
  private final Object lock = new Object();
  private long bookedUntil;

  /**
   * @param bytesPerSecond positive
   */
  public Bandwidth(long bytesPerSecond, Ticker ticker) {
    if (bytesPerSecond <= 0) {
      throw new IllegalArgumentException(
          "a rate of %d bytes per second lets nothing through: expected a positive number"
              .formatted(bytesPerSecond));
    }
    this.bytesPerSecond = bytesPerSecond;
    this.ticker = ticker;
    this.bookedUntil = ticker.nanoTime() - CATCH_UP;
  }

  @Override
  public void pass(long bytes) throws IOException {
    long now = ticker.nanoTime();
    long span = (long) Math.min(1e9 * bytes / bytesPerSecond, 1e17);
    long wait;
    synchronized (lock) {
      bookedUntil = Math.max(bookedUntil - now, -CATCH_UP) + now + span;
      wait = bookedUntil - now;
    }
    if (wait > 0) {
      ticker.sleep(Duration.ofNanos(wait));
    }
  }

  /** A number of bytes that takes about a second, within bounds that keep requests sensible. */
  int partSize() {
    return (int) Math.clamp(bytesPerSecond, 32L << 10, 8L << 20);
  }
}
