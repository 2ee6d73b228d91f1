package io.holdfast.repository.lock;

import io.holdfast.repository.object.SealedObjects;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.task.Interruption;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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

  // For whoever renews, and after the refresher's end for whoever closes.
  private final ReentrantLock renewing = new ReentrantLock();
  private final Set<ObjectName> files = new LinkedHashSet<>();

  private final CountDownLatch closed = new CountDownLatch(1);

  // Who came at the same time, seen in the second look.
  private final CompletableFuture<List<LockFile>> rivals = new CompletableFuture<>();
  private volatile ObjectName name;
  private volatile Moment renewed;
  private volatile @Nullable IOException trouble;

  // For good: a new file is not seen by those who came meanwhile, it only keeps further ones away.
  private volatile @Nullable ObjectName removed;

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
    this.name = name;
    this.files.add(name);
    this.renewed = written;
    this.refresher = Thread.ofVirtual().name("lock-refresh").unstarted(this::hold);
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
    requireNeverRemoved();
  }

  private void requireNeverRemoved() throws IOException {
    ObjectName gone = removed;
    if (gone != null) {
      throw removed(gone);
    }
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
    ObjectName looked = name;
    while (!locks.exists(looked)) {
      if (looked.equals(name)) {
        throw removed(looked);
      }
      looked = name; // renewed meanwhile
    }
    requireNeverRemoved();
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
                  .formatted(name, renewed.age(clock).toMinutes()),
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
      removeAllBut(null);
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
        throw Interruption.of("the lock " + name + " was given up", interrupted);
      }
      throw new IOException(
          "cannot make certain of the lock " + name + ": " + why.getMessage(), why);
    }
  }

  private void hold() {
    try {
      if (!closed.await(timing.settle().toNanos(), TimeUnit.NANOSECONDS)) {
        List<LockFile> others = locks.excluding(exclusive, Optional.of(name));
        if (!others.isEmpty()) {
          removeAllBut(null);
        }
        rivals.complete(others);
        if (others.isEmpty()) {
          refreshForever();
        }
      }
    } catch (IOException failed) {
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

  // The new file is there before the old one goes, so that there is no moment without one.
  private void renew() throws IOException {
    ObjectName old = name;
    Moment started = Moment.now(clock);
    SealedObjects.Sealed draft = locks.draft(exclusive);
    noteIfRemoved(old);
    ObjectName next = draft.name();
    // Known before it is written, for a write that fails may have taken effect.
    files.add(next);
    locks.write(draft);
    // Who removed the old one before the new one was there may have seen neither.
    noteIfRemoved(old);
    name = next;
    renewed = started;
    trouble = null;
    try {
      removeAllBut(next);
    } catch (IOException left) {
      trouble = left; // it goes with the next renewal, or at the end
    }
  }

  private void noteIfRemoved(ObjectName file) throws IOException {
    if (!locks.exists(file)) {
      removed = file;
    }
  }

  private static IOException removed(ObjectName file) {
    return new IOException(
        "somebody removed the lock %s, so others may have used the repository; run the command again"
            .formatted(file));
  }

  /** Removes the files of this lock, those too that an earlier renewal could not remove. */
  private void removeAllBut(@Nullable ObjectName kept) throws IOException {
    IOException failure = null;
    for (ObjectName file : List.copyOf(files)) {
      if (!file.equals(kept)) {
        try {
          locks.remove(file);
          files.remove(file);
        } catch (IOException failed) {
          failure = failure == null ? failed : failure;
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
