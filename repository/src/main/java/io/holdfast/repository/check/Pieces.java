package io.holdfast.repository.check;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The bytes of a pack, from the first to the last, in pieces that cut no blob. */
interface Pieces {
  /**
   * Some bytes of a pack.
   *
   * @param offset of the first one
   * @param length how many of {@code bytes} they are
   */
  @SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
  record Piece(long offset, int length, byte[] bytes) {
    long end() {
      return offset + length;
    }
  }

  /** The next piece, or null after the last. */
  @Nullable Piece next() throws IOException, InterruptedException;

  /** Gives back a piece's memory, of which nothing is looked at any more. */
  void release(Piece piece);
}
