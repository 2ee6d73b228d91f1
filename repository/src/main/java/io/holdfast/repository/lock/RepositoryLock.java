package io.holdfast.repository.lock;

import io.holdfast.repository.object.SealedObjects;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.task.Interruption;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A lock that is held: renewed by a thread of its own until closed; thread-safe.
 *
 * <p>Whoever changes the repository calls {@link #requireHeld} right before each step that others
 * rely on (an index file, a snapshot, a deletion). After a suspended machine or a store that was
 * away for too long, others may rightly have taken the lock for stale.
 */
public final class RepositoryLock implements LockGuard, AutoCloseable {
  /** A write cut short may take effect after its file was removed. */
  private static final Duration LONGEST_RENEWAL = Duration.ofSeconds(10);

  private final Locks locks;
  private final LockTiming timing;
  private final boolean exclusive;
  private final Thread refresher;

  // Used by the refresher, and after its end by whoever closes.
  private final Set<ObjectName> files = new LinkedHashSet<>();

  private final CountDownLatch closed = new CountDownLatch(1);

  // Who came at the same time, seen in the second look.
  private final CompletableFuture<List<LockFile>> rivals = new CompletableFuture<>();
  private volatile ObjectName name;
  private volatile long renewedAt;
  private volatile @Nullable IOException trouble;

  RepositoryLock(Locks locks, LockTiming timing, boolean exclusive, ObjectName name) {
    this.locks = locks;
    this.timing = timing;
    this.exclusive = exclusive;
    this.name = name;
    this.files.add(name);
    this.renewedAt = System.nanoTime();
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
   * Does nothing while others still respect this lock; waits until that is certain at first.
   *
   * @throws LockRefusedException when somebody else took one at the same time that excludes it
   * @throws IOException when it could not be renewed for so long that they may not
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
    Duration age = Duration.ofNanos(System.nanoTime() - renewedAt);
    if (age.compareTo(timing.lost()) > 0) {
      throw new IOException(
          "the lock %s was not renewed for %d minutes, so others may have taken the repository; run the command again"
              .formatted(name, age.toMinutes()),
          trouble);
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
    while (!closed.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
      try {
        renew();
        pause = timing.refresh();
        trouble = null;
      } catch (IOException failed) {
        trouble = failed;
        pause = timing.refresh().dividedBy(5);
      }
    }
  }

  // The new file is there before the old one goes, so that there is no moment without one.
  private void renew() throws IOException {
    ObjectName old = name;
    long started = System.nanoTime();
    if (Duration.ofNanos(started - renewedAt).compareTo(timing.lost()) > 0 && !locks.exists(old)) {
      throw new IOException("somebody removed the lock " + old + " as stale");
    }
    SealedObjects.Sealed draft = locks.draft(exclusive);
    ObjectName renewed = draft.name();
    // Known before it is written, for a write that fails may have taken effect.
    files.add(renewed);
    locks.write(draft);
    name = renewed;
    renewedAt = started;
    removeAllBut(renewed);
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
