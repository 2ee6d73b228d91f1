package io.holdfast.host.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Reads all that a child prints, and keeps the first four megabytes. */
final class Reader {
  private static final int KEPT = 4 << 20;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private boolean ended;
  private final Thread thread;

  Reader(InputStream stream) {
    this.thread = Thread.ofVirtual().start(() -> drain(stream));
  }

  private void drain(InputStream stream) {
    var buffer = new byte[8192];
    try (stream) {
      for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
        add(buffer, count);
      }
    } catch (IOException _) {
      // The child ended while we read, or was ended: what came until then is all there is.
    }
    end();
  }

  private synchronized void add(byte[] buffer, int count) {
    bytes.write(buffer, 0, Math.min(count, KEPT - bytes.size()));
    notifyAll();
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }

  synchronized String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  synchronized boolean isAtEnd() {
    return ended;
  }

  /** Waits for the first words, or the end without any. */
  synchronized void awaitAny(Duration patience) throws InterruptedException {
    var deadline = System.nanoTime() + patience.toNanos();
    while (bytes.size() == 0 && !ended) {
      var left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return;
      }
      wait(left);
    }
  }

  /** Whether the line comes within the time; returns at once when the stream ends without it. */
  synchronized boolean awaitLine(String line, Duration limit) throws InterruptedException {
    var deadline = System.nanoTime() + limit.toNanos();
    while (text().lines().noneMatch(line::equals)) {
      var left = (deadline - System.nanoTime()) / 1_000_000;
      if (ended || left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  /**
   * A grandchild may keep the stream open after the child's end, so this does not wait for ever.
   */
  void awaitEnd(Duration patience) {
    var interrupted = false;
    try {
      thread.join(patience);
    } catch (InterruptedException _) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
