package io.holdfast.repository.check;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The bytes of a pack, from the first to the last, in pieces that cut no blob. */
interface Pieces {
  /**
   * Some bytes of a pack.
   *
   * @param offset of the first one
   */
  @SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
  record Piece(long offset, byte[] bytes) {
    long end() {
      return offset + bytes.length;
    }
  }

  /** The next piece, or null after the last. */
  @Nullable Piece next() throws IOException, InterruptedException;
}
