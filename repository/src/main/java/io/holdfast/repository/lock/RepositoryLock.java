package io.holdfast.repository.lock;

import io.holdfast.repository.store.ObjectName;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A lock that is held: renewed by a thread of its own until closed; thread-safe.
 *
 * <p>Whoever changes the repository calls {@link #requireHeld} right before each step that others
 * rely on (an index file, a snapshot, a deletion). After a suspended machine or a store that was
 * away for too long, others may rightly have taken the lock for stale.
 */
public final class RepositoryLock implements LockGuard, AutoCloseable {
  private final Locks locks;
  private final LockTiming timing;
  private final boolean exclusive;
  private final Thread refresher;

  private volatile ObjectName name;
  private volatile long renewedAt;
  private volatile @Nullable IOException trouble;

  RepositoryLock(Locks locks, LockTiming timing, boolean exclusive, ObjectName name) {
    this.locks = locks;
    this.timing = timing;
    this.exclusive = exclusive;
    this.name = name;
    this.renewedAt = System.nanoTime();
    this.refresher = Thread.ofVirtual().name("lock-refresh").unstarted(this::refreshForever);
  }

  void start() {
    refresher.start();
  }

  /** The object that is the lock at the moment. */
  public ObjectName name() {
    return name;
  }

  /** Whether nobody else may work on the repository. */
  public boolean exclusive() {
    return exclusive;
  }

  /**
   * Does nothing while others still respect this lock.
   *
   * @throws IOException when it could not be renewed for so long that they may not
   */
  @Override
  public void requireHeld() throws IOException {
    Duration age = Duration.ofNanos(System.nanoTime() - renewedAt);
    if (age.compareTo(timing.lost()) > 0) {
      throw new IOException(
          "the lock %s was not renewed for %d minutes, so others may have taken the repository; run the command again"
              .formatted(name, age.toMinutes()),
          trouble);
    }
  }

  /** Gives the lock up. */
  @Override
  public void close() throws IOException {
    refresher.interrupt();
    boolean interrupted = false;
    while (refresher.isAlive()) {
      try {
        refresher.join();
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    try {
      locks.remove(name);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void refreshForever() {
    // When a renewal fails, the next is tried sooner: the store may be back in a minute.
    Duration pause = timing.refresh();
    while (true) {
      try {
        Thread.sleep(pause);
      } catch (InterruptedException closed) {
        return;
      }
      try {
        renew();
        pause = timing.refresh();
      } catch (IOException failed) {
        trouble = failed;
        pause = timing.refresh().dividedBy(5);
      }
    }
  }

  // The new lock is there before the old one goes, so that there is no moment without one.
  private void renew() throws IOException {
    ObjectName old = name;
    long started = System.nanoTime();
    if (Duration.ofNanos(started - renewedAt).compareTo(timing.lost()) > 0 && !locks.exists(old)) {
      throw new IOException("somebody removed the lock " + old + " as stale");
    }
    name = locks.write(exclusive);
    renewedAt = started;
    locks.remove(old);
  }
}
