package io.holdfast.repository.task;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Work that is worth some seconds also to a thread that was told to stop, and no more. */
public final class BriefTask {
  private BriefTask() {}

  /**
   * Runs it on another thread, which is interrupted when it takes longer than {@code patience}, and
   * then waited for as {@link Tasks#close} does. Whether the calling thread was interrupted makes
   * no difference to it, and is so afterwards.
   *
   * @return what it failed of; {@link InterruptedIOException} when it was given up; nothing when it
   *     was done all the same
   */
  public static Optional<IOException> run(String name, Duration patience, Tasks.Task task) {
    boolean interrupted = Thread.interrupted();
    AtomicBoolean done = new AtomicBoolean();
    try {
      Optional<IOException> failure =
          attempt(
              name,
              patience,
              () -> {
                task.run();
                done.set(true);
              });
      return done.get() ? Optional.empty() : failure;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Optional<IOException> attempt(String name, Duration patience, Tasks.Task task) {
    CountDownLatch ended = new CountDownLatch(1);
    try (Tasks tasks = Tasks.computing(name, 1, 1)) {
      tasks.submit(() -> {
        try {
          task.run();
        } finally {
          ended.countDown();
        }
      });
      if (!ended.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return Optional.of(
            new InterruptedIOException("given up after %d s".formatted(patience.toSeconds())));
      }
      tasks.join();
      return Optional.empty();
    } catch (IOException failed) {
      return Optional.of(failed);
    } catch (InterruptedException again) {
      return Optional.of(Interruption.of(again));
    }
  }
}
