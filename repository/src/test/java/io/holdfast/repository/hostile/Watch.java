package io.holdfast.repository.hostile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Ends the process when an input takes too long, after it was kept. */
final class Watch implements AutoCloseable {
  /** The exit code of a process that hung. */
  static final int HUNG = 3;

  /** Keeps an input and says where. */
  @FunctionalInterface
  interface Keeper {
    Path keep(String target, byte[] input) throws IOException;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Attempt(String target, byte[] input, long since, Thread thread) {}

  private final Duration longest;
  private final Keeper keeper;
  private final Thread watcher;
  private volatile @Nullable Attempt current;

  Watch(Duration longest, Keeper keeper) {
    this.longest = longest;
    this.keeper = keeper;
    this.watcher = Thread.ofPlatform().daemon().name("watch").unstarted(this::watch);
  }

  void start() {
    watcher.start();
  }

  void begin(String target, byte[] input) {
    current = new Attempt(target, input, System.nanoTime(), Thread.currentThread());
  }

  void end() {
    current = null;
  }

  private void watch() {
    while (true) {
      try {
        Thread.sleep(longest.dividedBy(10));
      } catch (InterruptedException closed) {
        return;
      }
      Attempt attempt = current;
      if (attempt != null && System.nanoTime() - attempt.since() > longest.toNanos()) {
        stop(attempt);
      }
    }
  }

  private void stop(Attempt attempt) {
    try {
      Path kept = keeper.keep(attempt.target(), attempt.input());
      System.out.printf("FAILURE %s hangs, input kept as %s%n", attempt.target(), kept);
    } catch (IOException failed) {
      System.out.printf("FAILURE %s hangs, input lost: %s%n", attempt.target(), failed);
    }
    for (StackTraceElement frame : attempt.thread().getStackTrace()) {
      System.out.println("      at " + frame);
    }
    Runtime.getRuntime().halt(HUNG);
  }

  @Override
  public void close() {
    watcher.interrupt();
  }
}
