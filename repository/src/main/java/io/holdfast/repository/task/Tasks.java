package io.holdfast.repository.task;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Work that runs on a fixed number of threads behind a bounded queue; the first failure ends it.
 *
 * <p>{@link #submit} may be called from many threads, also from within a task as long as the queue
 * cannot be filled by tasks alone. {@link #join} is called by the owner after the last submit,
 * again when it was interrupted. {@link #close} without a join abandons what is left: it interrupts
 * the threads and waits for them, so that nothing of it runs on afterwards. A thread that stays
 * {@link Away} is given up after a moment instead, for it does nothing any more.
 */
public final class Tasks implements AutoCloseable {
  /** A piece of work. */
  @FunctionalInterface
  public interface Task {
    void run() throws IOException, InterruptedException;
  }

  /** Tells a thread that there is no more. */
  private static final class End implements Task {
    @Override
    public void run() {}
  }

  /** What a call may take that a disk will answer; others may never be. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final BlockingQueue<Task> queue;
  private final List<Thread> threads = new ArrayList<>();
  private final Map<Thread, Away> away = new HashMap<>();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  private Tasks(String name, int threadCount, int queued, boolean computing) {
    queue = queued == 0 ? new SynchronousQueue<>() : new ArrayBlockingQueue<>(queued);
    Thread.Builder builder =
        computing
            ? Thread.ofPlatform().daemon().name(name + "-", 0)
            : Thread.ofVirtual().name(name + "-", 0);
    for (int i = 0; i < threadCount; i++) {
      Away itsAway = new Away();
      Thread thread = builder.unstarted(() -> itsAway.watch(this::work));
      threads.add(thread);
      away.put(thread, itsAway);
    }
    threads.forEach(Thread::start);
  }

  /**
   * Threads for work that computes.
   *
   * @param queued how many tasks may wait; with 0, {@link #submit} waits for a thread that is free
   */
  public static Tasks computing(String name, int threads, int queued) {
    return new Tasks(name, threads, queued, true);
  }

  /**
   * Threads for work that mostly waits.
   *
   * @param queued how many tasks may wait; with 0, {@link #submit} waits for a thread that is free
   */
  public static Tasks waiting(String name, int threads, int queued) {
    return new Tasks(name, threads, queued, false);
  }

  /**
   * Hands a task over; waits while the queue is full.
   *
   * @throws IOException when a task has failed: that failure
   */
  public void submit(Task task) throws IOException {
    throwFailure();
    try {
      // Threads that have ended with a failure take nothing any more.
      while (!queue.offer(task, 100, TimeUnit.MILLISECONDS)) {
        throwFailure();
      }
    } catch (InterruptedException interrupted) {
      throw Interruption.of(interrupted);
    }
    if (failure.get() != null) {
      queue.clear();
      throwFailure();
    }
  }

  /**
   * Waits until every task has ended, or one has failed.
   *
   * @throws IOException when one failed: that failure; others may run until {@link #close}
   */
  public void join() throws IOException {
    try {
      for (int ends = 0; ends < threads.size() && failure.get() == null && isAnyAlive(); ) {
        if (queue.offer(new End(), 100, TimeUnit.MILLISECONDS)) {
          ends++;
        }
      }
      for (Thread thread : threads) {
        // After a failure nobody waits here: close does, and not for what stays away.
        while (failure.get() == null && !thread.join(LOOK_AGAIN)) {}
      }
    } catch (InterruptedException interrupted) {
      throw Interruption.of(interrupted);
    }
    throwFailure();
  }

  private boolean isAnyAlive() {
    return threads.stream().anyMatch(Thread::isAlive);
  }

  /** Whether a task has failed, for long tasks that want to stop early. */
  public boolean failed() {
    return failure.get() != null;
  }

  @Override
  public void close() {
    failure.compareAndSet(null, new InterruptedIOException("abandoned"));
    queue.clear();
    threads.forEach(Thread::interrupt);
    boolean interrupted = false;
    long patienceEnds = System.nanoTime() + PATIENCE.toNanos();
    for (Thread thread : threads) {
      while (!hasEnded(thread, patienceEnds)) {
        try {
          thread.join(LOOK_AGAIN);
        } catch (InterruptedException again) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean hasEnded(Thread thread, long patienceEnds) {
    return !thread.isAlive()
        || (System.nanoTime() - patienceEnds > 0
            && Objects.requireNonNull(away.get(thread)).giveUp());
  }

  private void work() {
    try {
      while (failure.get() == null) {
        Task task = queue.take();
        if (task instanceof End) {
          return;
        }
        task.run();
      }
    } catch (Throwable thrown) { // handed to whoever joins: the thread itself has nobody to tell
      if (failure.compareAndSet(null, thrown)) {
        threads.stream()
            .filter(thread -> !thread.equals(Thread.currentThread()))
            .forEach(Thread::interrupt);
      }
      queue.clear();
    }
  }

  private void throwFailure() throws IOException {
    switch (failure.get()) {
      case null -> {}
      case IOException io -> throw io;
      case InterruptedException interrupted -> throw Interruption.of(interrupted);
      case RuntimeException bug -> throw bug;
      case Error error -> throw error;
      case Throwable other -> throw new IllegalStateException(other);
    }
  }
}
