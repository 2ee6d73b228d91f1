package io.holdfast.repository.backup;

import io.holdfast.repository.task.Tasks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;

/** The threads that compute, each piece of work with a lane to itself. */
final class Workers implements AutoCloseable {
  // Deep enough that a worker never waits for the walk, shallow enough to keep few files open.
  private static final int QUEUED_FOR_EACH = 8;

  private final List<Lane> all = new ArrayList<>();
  private final BlockingQueue<Lane> free;
  private final Tasks tasks;

  Workers(int count, Supplier<Lane> lanes) {
    free = new ArrayBlockingQueue<>(count);
    for (int i = 0; i < count; i++) {
      Lane lane = lanes.get();
      all.add(lane);
      free.add(lane);
    }
    tasks = Tasks.computing("backup", count, count * QUEUED_FOR_EACH);
  }

  /** A piece of work. */
  @FunctionalInterface
  interface Work {
    void run(Lane lane) throws IOException;
  }

  /** Hands work over; waits while too much is waiting. Not to be called by a worker. */
  void submit(Work work) throws IOException {
    tasks.submit(() -> {
      Lane lane = free.take();
      try {
        work.run(lane);
      } finally {
        free.add(lane);
      }
    });
  }

  /** Throws what a piece of work failed with, if one did. */
  void throwFailure() throws IOException {
    if (tasks.failed()) {
      tasks.submit(() -> {});
    }
  }

  void join() throws IOException {
    tasks.join();
  }

  @Override
  public void close() {
    tasks.close();
    all.forEach(Lane::close);
  }
}
