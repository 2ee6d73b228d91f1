package io.holdfast.testkit.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A process's output, read as it comes so that the process never waits for a reader.
 *
 * <p>Holds at most {@link #MOST} bytes: of more, the newest. Safe for several threads.
 */
final class Drain {
  static final int MOST = 128 << 20;

  private static final Duration AFTER_THE_END = Duration.ofSeconds(30);

  private final Queue<byte[]> chunks = new ArrayDeque<>();
  private final Thread reader;
  private long held;
  private boolean cut;
  private @Nullable IOException failure;

  Drain(InputStream stream) {
    reader = Thread.ofVirtual().start(() -> read(stream));
  }

  private void read(InputStream stream) {
    byte[] buffer = new byte[64 << 10];
    try (stream) {
      for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
        add(Arrays.copyOf(buffer, count));
      }
    } catch (IOException failed) {
      synchronized (this) {
        failure = failed;
      }
    }
  }

  private synchronized void add(byte[] chunk) {
    chunks.add(chunk);
    held += chunk.length;
    while (held > MOST) {
      held -= chunks.remove().length;
      cut = true;
    }
  }

  /** What is held now. */
  synchronized String soFar() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) held);
    chunks.forEach(bytes::writeBytes);
    return bytes.toString(UTF_8);
  }

  /**
   * Everything up to the end of the stream.
   *
   * @throws IOException when the stream stays open although its program ended, because a program
   *     started by that one holds it; when more was printed than is held; when reading failed
   */
  String whole(String program) throws IOException {
    try {
      if (!reader.join(AFTER_THE_END)) {
        throw new IOException(
            "%s ended, but something it started still holds its output".formatted(program));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while reading the output of " + program);
    }
    synchronized (this) {
      if (failure != null) {
        throw new IOException("could not read the output of " + program, failure);
      }
      if (cut) {
        throw new IOException(
            "%s printed more than %d bytes: send its output to a file".formatted(program, MOST));
      }
      return soFar();
    }
  }
}
