package io.holdfast.repository.check;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Arrays that pieces of packs are read into, again and again; thread-safe.
 *
 * <p>Fresh arrays of this size would fill the heap faster than a collector gets rid of them. There
 * are never more than are in use at the same time.
 */
final class PieceMemory {
  private final Queue<byte[]> free = new ConcurrentLinkedQueue<>();

  byte[] take() {
    byte[] bytes = free.poll();
    return bytes == null ? new byte[PackReading.PIECE] : bytes;
  }

  /** Takes back what {@link #take} gave; other arrays are left to the collector. */
  void giveBack(byte[] bytes) {
    if (bytes.length == PackReading.PIECE) {
      free.add(bytes);
    }
  }
}
