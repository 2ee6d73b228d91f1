package io.holdfast.repository.store.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How much longer one call may take; safe for use by the threads that serve the call. */
final class Progress {
  private final Patience patience;
  private long counted;
  private long since = System.nanoTime();
  private boolean paused;
  private long movedAt;
  private long bytes;

  Progress(Patience patience) {
    this.patience = patience;
  }

  /** From here on the time is ours and not the store's. */
  synchronized void pause() {
    if (!paused) {
      counted += System.nanoTime() - since;
      paused = true;
    }
  }

  /** From here on the store is waited for. */
  synchronized void resume() {
    if (paused) {
      since = System.nanoTime();
      paused = false;
      movedAt = counted;
    }
  }

  synchronized void moved(long count) {
    bytes += count;
    movedAt = elapsed();
  }

  /** Nanoseconds until the call is to be given up; zero or less when that is now. */
  synchronized long left() {
    long idle = patience.idle().toNanos();
    long elapsed = elapsed();
    long slow = idle + TimeUnit.SECONDS.toNanos(bytes / patience.slowest()) - elapsed;
    return Math.min(movedAt + idle - elapsed, slow);
  }

  /** Why the call was given up. */
  synchronized String verdict() {
    Duration waited = Duration.ofNanos(elapsed());
    return waited.minusNanos(movedAt).compareTo(patience.idle()) >= 0
        ? "no byte moved for %d s".formatted(patience.idle().toSeconds())
        : "only %d bytes moved in %d s".formatted(bytes, waited.toSeconds());
  }

  private long elapsed() {
    return paused ? counted : counted + System.nanoTime() - since;
  }
}
