package io.holdfast.repository.lock;

import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.task.Interruption;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A lock that is held: renewed by a thread of its own until closed; thread-safe.
 *
 * <p>Whoever changes the repository calls {@link #requireHeld} right before each step that others
 * rely on (an index file, a snapshot, a deletion), and {@link #confirm} before the one that counts.
 * After a suspended machine or a store that was away for too long, others may rightly have taken
 * the lock for stale; as long as nobody has removed it, it is renewed and good again.
 */
public final class RepositoryLock implements LockGuard, AutoCloseable {
  /** A write cut short may take effect after its file was removed. */
  private static final Duration LONGEST_RENEWAL = Duration.ofSeconds(10);

  /** Waits stand still while the machine sleeps, so the clock is looked at this often. */
  private static final Duration LOOK = Duration.ofSeconds(20);

  private final Locks locks;
  private final LockTiming timing;
  private final InstantSource clock;
  private final boolean exclusive;
  private final Thread refresher;

  // Changed by whoever renews, and after the refresher's end by whoever closes.
  private final HeldFiles files;
  private final ReentrantLock renewing = new ReentrantLock();
  private final CountDownLatch closed = new CountDownLatch(1);

  // Who came at the same time, seen in the second look.
  private final CompletableFuture<List<LockFile>> rivals = new CompletableFuture<>();
  private volatile Moment renewed;
  private volatile @Nullable IOException trouble;

  /**
   * @param written when the writing of the file began
   */
  RepositoryLock(
      Locks locks,
      LockTiming timing,
      InstantSource clock,
      boolean exclusive,
      ObjectName name,
      Moment written) {
    this.locks = locks;
    this.timing = timing;
    this.clock = clock;
    this.exclusive = exclusive;
    this.files = new HeldFiles(locks, exclusive, name);
    this.renewed = written;
    this.refresher = Thread.ofVirtual().name("lock-refresh").unstarted(this::hold);
  }

  void start() {
    refresher.start();
  }

  /** The object that is the lock at the moment. */
  public ObjectName name() {
    return files.current();
  }

  /** Whether nobody else may work on the repository. */
  public boolean exclusive() {
    return exclusive;
  }

  /**
   * Does nothing while others still respect this lock; waits until that is certain at first, and
   * renews it when it was not for so long that they may not.
   *
   * @throws LockRefusedException when somebody else took one at the same time that excludes it
   * @throws IOException when it was not renewed for that long and cannot be, or when a renewal
   *     found that somebody had removed it
   */
  @Override
  public void requireHeld() throws IOException {
    try {
      List<LockFile> others = awaitRivals();
      if (!others.isEmpty()) {
        throw new LockRefusedException(others);
      }
    } catch (InterruptedException interrupted) {
      throw Interruption.of(interrupted);
    }
    if (isLost()) {
      revive();
    }
    files.requireNeverMissed();
  }

  /**
   * Like {@link #requireHeld}, and asks the store whether the lock is there, for the one step that
   * makes all the work count: whatever the clocks say, nobody excludes this lock before it is
   * removed.
   *
   * @throws IOException as {@link #requireHeld} does, and when it is not there
   */
  public void confirm() throws IOException {
    requireHeld();
    files.requireThere();
    files.requireNeverMissed();
  }

  private boolean isLost() {
    return renewed.age(clock).compareTo(timing.lost()) > 0;
  }

  private void revive() throws IOException {
    try {
      renewing.lockInterruptibly();
    } catch (InterruptedException interrupted) {
      throw Interruption.of(interrupted);
    }
    try {
      if (isLost()) {
        renew();
      }
    } catch (InterruptedIOException interrupted) {
      throw interrupted;
    } catch (IOException failed) {
      IOException lost =
          new IOException(
              "the lock %s was not renewed for %d minutes, so others may have taken the repository; run the command again"
                  .formatted(name(), renewed.age(clock).toMinutes()),
              failed);
      if (trouble != null) {
        lost.addSuppressed(trouble);
      }
      throw lost;
    } finally {
      renewing.unlock();
    }
  }

  /** Gives the lock up; a renewal that has begun ends first, for which it waits some seconds. */
  @Override
  public void close() throws IOException {
    boolean interrupted = Thread.interrupted();
    closed.countDown();
    try {
      if (!refresher.join(LONGEST_RENEWAL)) {
        refresher.interrupt();
      }
    } catch (InterruptedException inAHurry) {
      interrupted = true;
      refresher.interrupt();
    }
    while (refresher.isAlive()) {
      try {
        refresher.join();
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    try {
      files.remove();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Waits for the second look; the locks that exclude this one, which is then given up. */
  List<LockFile> awaitRivals() throws IOException, InterruptedException {
    try {
      return rivals.get();
    } catch (ExecutionException failed) {
      Throwable why = Objects.requireNonNull(failed.getCause());
      if (why instanceof InterruptedIOException interrupted) {
        throw Interruption.of("the lock " + name() + " was given up", interrupted);
      }
      throw new IOException(
          "cannot make certain of the lock " + name() + ": " + why.getMessage(), why);
    }
  }

  private void hold() {
    try {
      if (!closed.await(timing.settle().toNanos(), TimeUnit.NANOSECONDS)) {
        List<LockFile> others = locks.excluding(exclusive, Optional.of(name()));
        rivals.complete(others);
        if (others.isEmpty()) {
          refreshForever();
        } else {
          files.remove(); // what is left then, close removes
        }
      }
    } catch (IOException | RuntimeException failed) { // whoever waits for the look is told of it
      rivals.completeExceptionally(failed);
    } catch (InterruptedException givenUp) {
      // by close, which goes on
    } finally {
      rivals.completeExceptionally(new InterruptedIOException("it was given up"));
    }
  }

  private void refreshForever() throws InterruptedException {
    // When a renewal fails, the next is tried sooner: the store may be back in a minute.
    Duration pause = timing.refresh();
    while (!isClosedWithin(pause)) {
      renewing.lockInterruptibly();
      try {
        renew();
        pause = timing.refresh();
      } catch (IOException failed) {
        trouble = failed;
        pause = timing.refresh().dividedBy(5);
      } finally {
        renewing.unlock();
      }
    }
  }

  private boolean isClosedWithin(Duration pause) throws InterruptedException {
    Moment start = Moment.now(clock);
    Duration left = pause;
    while (left.isPositive()) {
      Duration wait = left.compareTo(LOOK) < 0 ? left : LOOK;
      if (closed.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
        return true;
      }
      left = pause.minus(start.age(clock));
    }
    return false;
  }

  private void renew() throws IOException {
    Moment started = Moment.now(clock);
    files.replace();
    renewed = started;
    trouble = null;
    try {
      files.removeOld();
    } catch (IOException left) {
      trouble = left; // it goes with the next renewal, or at the end
    }
  }
}
