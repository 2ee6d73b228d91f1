package io.holdfast.repository.codec;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.util.Arrays;

/**
 * Makes zstd frames that restic and rustic read: one frame, its content size in it, no dictionary,
 * no checksum, a window of at most 8 MiB (F17).
 *
 * <p>Holds native memory: one per thread, used again and again, closed at the end. Not thread-safe.
 */
public final class Compressor implements AutoCloseable {
  private final ZstdCompressCtx context;

  public Compressor(CompressionLevel level) {
    context = new ZstdCompressCtx();
    context.setLevel(level.zstdLevel());
    context.setContentSize(true);
    context.setChecksum(false);
    context.setDictID(false);
  }

  /** The most bytes that {@code length} bytes can become. */
  public static int bound(int length) {
    long bound = Zstd.compressBound(length);
    if (bound > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          length + " bytes are too many to compress at once: expected less than 2 GiB");
    }
    return (int) bound;
  }

  /**
   * Compresses {@code length} bytes of {@code source} to {@code target}, which has room for {@link
   * #bound} of them, and returns how many came of it: more than went in, when the input does not
   * compress.
   *
   * @throws IllegalArgumentException when there is nothing to compress: an uncompressed length of 0
   *     means "not compressed" in a pack, so that an empty blob must be stored as it is (F16)
   */
  public int compress(byte[] source, int offset, int length, byte[] target, int targetOffset) {
    if (length == 0) {
      throw new IllegalArgumentException("an empty blob cannot be marked as compressed");
    }
    return context.compressByteArray(
        target, targetOffset, target.length - targetOffset, source, offset, length);
  }

  /** Compresses all of {@code source} into an array of its own. */
  public byte[] compress(byte[] source) {
    byte[] target = new byte[bound(source.length)];
    return Arrays.copyOf(target, compress(source, 0, source.length, target, 0));
  }

  @Override
  public void close() {
    context.close();
  }
}
