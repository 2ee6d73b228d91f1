package io.holdfast.repository.store;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only by sleeping, at once; safe for use by many threads. */
public final class ManualTicker implements Ticker {
  private final List<Duration> sleeps = new ArrayList<>();
  private long now;

  @Override
  public synchronized long nanoTime() {
    return now;
  }

  @Override
  public synchronized void sleep(Duration duration) throws InterruptedIOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("cancelled while waiting for the store");
    }
    now += duration.toNanos();
    sleeps.add(duration);
  }

  /** Lets time pass without a sleep. */
  public synchronized void advance(Duration duration) {
    now += duration.toNanos();
  }

  /** How long each sleep was, in order. */
  public synchronized List<Duration> sleeps() {
    return List.copyOf(sleeps);
  }
}
