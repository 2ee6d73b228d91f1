package io.holdfast.repository.check;

import io.holdfast.repository.chunk.Chunker;
import io.holdfast.repository.codec.Compressor;
import io.holdfast.repository.pack.PackEntry;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Arrays that pieces of packs are read into, again and again; thread-safe.
 *
 * <p>Fresh arrays of this size would fill the heap faster than a collector gets rid of them. There
 * are never more than are in use at the same time.
 */
final class PieceMemory {
  /** The longest array: for one blob of the largest size that a chunker makes. */
  static final int LARGEST = Compressor.bound(Chunker.MAX) + PackEntry.OVERHEAD;

  private final Queue<byte[]> usual = new ConcurrentLinkedQueue<>();
  private final Queue<byte[]> large = new ConcurrentLinkedQueue<>();

  /**
   * An array that is as long as needed, or longer.
   *
   * @param length at most {@link #LARGEST}
   */
  byte[] take(int length) {
    boolean isLarge = length > PackReading.PIECE;
    byte[] bytes = (isLarge ? large : usual).poll();
    return bytes != null ? bytes : new byte[isLarge ? LARGEST : PackReading.PIECE];
  }

  /** Takes back what {@link #take} gave; other arrays are left to the collector. */
  void giveBack(byte[] bytes) {
    if (bytes.length == PackReading.PIECE) {
      usual.add(bytes);
    } else if (bytes.length == LARGEST) {
      large.add(bytes);
    }
  }
}
