package io.holdfast.repository.blob;

import io.holdfast.repository.chunk.Chunker;
import io.holdfast.repository.codec.Compressor;
import io.holdfast.repository.pack.PackEntry;
import java.util.Arrays;

/**
 * The arrays that a codec compresses, seals and opens blobs in.
 *
 * <p>They come in a few sizes and stay. The collector takes new memory from the system before it
 * cleans up after old arrays of such a size, so that arrays that grow step by step would take up
 * all of their sizes together.
 */
final class Workspace {
  /**
   * Nearly every blob is smaller than this; the few others take turns in {@link LargeWorkspaces}.
   */
  static final int USUAL = 4 << 20;

  private static final int SMALL = 1 << 19;

  private byte[] compressed = new byte[0];
  private byte[] sealed = new byte[0];
  private byte[] plain = new byte[0];

  /** Memory for compressed bytes, at least {@code length}; what was there is lost. */
  byte[] compressed(int length) {
    compressed = atLeast(compressed, length);
    return compressed;
  }

  /** Memory for sealed bytes, at least {@code length}; what was there is lost. */
  byte[] sealed(int length) {
    sealed = atLeast(sealed, length);
    return sealed;
  }

  /** Memory for plain bytes, at least {@code length}; what was there is lost. */
  byte[] plain(int length) {
    plain = atLeast(plain, length);
    return plain;
  }

  /** The memory for plain bytes as it was asked for last. */
  byte[] plain() {
    return plain;
  }

  /** Whether it has room for the largest chunk and no more, and so is worth keeping. */
  boolean isOfUsualSize() {
    return plain.length <= Compressor.bound(Chunker.MAX) + PackEntry.OVERHEAD;
  }

  void wipe() {
    Arrays.fill(plain, (byte) 0);
    Arrays.fill(compressed, (byte) 0);
  }

  private static byte[] atLeast(byte[] array, int length) {
    return array.length >= length ? array : new byte[Math.max(length, roomFor(length))];
  }

  /**
   * The room for blobs of the next of the few sizes; less than asked for where that is too much.
   */
  private static int roomFor(int length) {
    for (int size = SMALL; size <= BlobCodec.LARGEST; size *= size < USUAL ? USUAL / SMALL : 2) {
      int room = Compressor.bound(size) + PackEntry.OVERHEAD;
      if (room >= length) {
        return room;
      }
      if (size > Integer.MAX_VALUE / 2) {
        break;
      }
    }
    return 0;
  }
}
