package io.holdfast.server.work;

import java.time.Duration;

/** Counts what is under way, and lets nothing begin once the server stops. Thread-safe. */
public final class Work {
  private int running;
  private boolean stopping;

  /** Asks to begin; after {@code true}, {@link #end} is called exactly once. */
  public synchronized boolean begin() {
    if (stopping) {
      return false;
    }
    running++;
    return true;
  }

  public synchronized void end() {
    running--;
    notifyAll();
  }

  /** From now on nothing begins. */
  public synchronized void stop() {
    stopping = true;
  }

  public synchronized boolean isStopping() {
    return stopping;
  }

  public synchronized int running() {
    return running;
  }

  /** Waits until nothing is under way; {@code false} when the limit came first. */
  public synchronized boolean await(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (running > 0) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}
