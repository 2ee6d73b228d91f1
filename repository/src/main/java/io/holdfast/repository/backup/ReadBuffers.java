package io.holdfast.repository.backup;

import io.holdfast.repository.chunk.Chunker;
import io.holdfast.repository.task.Interruption;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The memory that large files pass through: a fixed number of buffers, each of several chunks. */
final class ReadBuffers {
  private final BlockingQueue<Buffer> free;
  private final AtomicInteger unmade;
  private final int size;
  private final Workers workers;

  /**
   * @param size of each at first; one that meets a larger chunk grows
   */
  ReadBuffers(int count, int size, Workers workers) {
    this.size = size;
    this.free = new ArrayBlockingQueue<>(count);
    this.unmade = new AtomicInteger(count);
    this.workers = workers;
  }

  /** Memory that goes back when its last user releases it. */
  final class Buffer {
    private byte[] bytes = new byte[size];
    private final AtomicInteger users = new AtomicInteger();

    byte[] bytes() {
      return bytes;
    }

    /** Makes room for the largest chunk and keeps what is there; for its only user. */
    void grow() {
      bytes = Arrays.copyOf(bytes, Chunker.MAX);
    }

    void retain() {
      users.incrementAndGet();
    }

    void release() {
      if (users.decrementAndGet() == 0) {
        free.add(this);
      }
    }
  }

  /** A buffer with one user; waits until there is one. */
  Buffer take() throws IOException {
    Buffer buffer = free.poll();
    if (buffer == null && unmade.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      buffer = new Buffer();
    }
    try {
      while (buffer == null) {
        // Workers that ended with a failure give nothing back.
        workers.throwFailure();
        buffer = free.poll(100, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException interrupted) {
      throw Interruption.of(interrupted);
    }
    buffer.retain();
    return buffer;
  }
}
