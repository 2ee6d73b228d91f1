package io.holdfast.repository.store.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * A body on its way out, read by the client's threads until the call ends.
 *
 * <p>Whoever made the call may change the bytes afterwards, so once {@link #end} returned nobody
 * reads them, however the call ended.
 */
final class Upload extends InputStream {
  private final InputStream content;
  private final long length;
  private final Progress progress;
  private long sent;
  private boolean ended;

  Upload(HttpCall.Body body, Progress progress) {
    this.content = body.stream().get();
    this.length = body.length();
    this.progress = progress;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public synchronized int read(byte[] out, int offset, int most) throws IOException {
    Objects.checkFromIndexSize(offset, most, out.length);
    if (ended) {
      throw new IOException("the call has ended");
    }
    progress.pause();
    try {
      int count = content.read(out, offset, most);
      if (count > 0) {
        sent += count;
        progress.moved(count);
      }
      return count;
    } finally {
      progress.resume();
    }
  }

  /** Whether all bytes were taken. */
  synchronized boolean complete() {
    return sent == length;
  }

  synchronized void end() {
    ended = true;
  }
}
