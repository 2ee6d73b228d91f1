package io.holdfast.repository.restore;

import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Memory that ranges of packs are read into, used again and again; thread-safe.
 *
 * <p>Arrays of this size are too large for the collector's nursery: made anew for each range, they
 * would fill the heap with gigabytes of garbage.
 */
final class ReadBuffers {
  static final int USUAL = 4 << 20;

  /** Chunkers make no blob above 8 MiB: what only other ones need is not kept. */
  static final int LARGEST = (8 << 20) + (64 << 10);

  private final ConcurrentLinkedQueue<byte[]> free = new ConcurrentLinkedQueue<>();

  /** At least {@code length} bytes, of which there may be {@link #LARGEST} at most. */
  byte[] take(int length) {
    byte[] buffer = free.poll();
    if (buffer != null && buffer.length >= length) {
      return buffer;
    }
    return new byte[length <= USUAL ? USUAL : LARGEST];
  }

  void giveBack(byte[] buffer) {
    free.add(buffer);
  }
}
