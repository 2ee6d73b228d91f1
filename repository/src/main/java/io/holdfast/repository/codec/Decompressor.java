package io.holdfast.repository.codec;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads zstd frames from outside: several in a row, with or without content size, of windows up to
 * 128 MiB, without dictionary (F17); never gives out more than was asked for.
 *
 * <p>Holds native memory: one per thread, used again and again, closed at the end. Not thread-safe.
 */
public final class Decompressor implements AutoCloseable {
  private static final int LARGEST_WINDOW_LOG = 27;

  /** A block takes at least 4 bytes, a header of 3 and one of content, and holds 128 KiB. */
  private static final int SMALLEST_BLOCK = 4;

  private static final long LARGEST_BLOCK = 128 * 1024;

  private static final int PIECE = 64 * 1024;

  private final ZstdDecompressCtx context = new ZstdDecompressCtx();

  /**
   * Whether {@code compressed} bytes of zstd can stand for {@code plain} bytes at all. A length
   * that an index or a pack header claims must pass this before it is allocated.
   */
  public static boolean isPlausible(int compressed, long plain) {
    return plain >= 0 && plain <= (compressed / SMALLEST_BLOCK + 1) * LARGEST_BLOCK;
  }

  /**
   * Decompresses a blob of known length to {@code target} from {@code targetOffset}.
   *
   * @throws MalformedException when the bytes are not zstd, or stand for more or fewer than {@code
   *     expected} bytes
   */
  public void decompress(
      byte[] source, int offset, int length, byte[] target, int targetOffset, int expected)
      throws MalformedException {
    // The library takes an empty range at an array's end for one outside of it.
    if (length == 0) {
      throw new MalformedException("there is no zstd frame: expected " + expected + " bytes in it");
    }
    int actual;
    try {
      // Some versions of the library answer with an exception where others have a number below 0.
      long claimed = Zstd.getFrameContentSize(source, offset, length);
      if (claimed > expected) {
        throw new MalformedException(
            "a zstd frame holds " + claimed + " bytes: expected " + expected);
      }
      actual = context.decompressByteArray(target, targetOffset, expected, source, offset, length);
    } catch (ZstdException e) {
      throw new MalformedException(
          "cannot decompress " + length + " bytes to " + expected + ": " + e.getMessage(), e);
    }
    if (actual != expected) {
      throw new MalformedException("zstd frames hold " + actual + " bytes: expected " + expected);
    }
  }

  /** Decompresses a blob of known length into an array of its own. */
  public byte[] decompress(byte[] source, int offset, int length, int expected)
      throws MalformedException {
    if (!isPlausible(length, expected)) {
      throw new MalformedException(
          length + " bytes of zstd cannot stand for " + Integer.toUnsignedString(expected));
    }
    byte[] target = new byte[expected];
    decompress(source, offset, length, target, 0, expected);
    return target;
  }

  /**
   * Decompresses what does not say its length, or may lie about it, to at most {@code maximum}
   * bytes.
   *
   * @throws MalformedException when the bytes are not zstd, or stand for more
   */
  public static byte[] decompressUpTo(byte[] source, int offset, int length, int maximum)
      throws MalformedException {
    InputStream compressed = new ByteArrayInputStream(source, offset, length);
    Bytes plain = new Bytes(likelySize(source, offset, length, maximum));
    try (ZstdInputStreamNoFinalizer stream = new ZstdInputStreamNoFinalizer(compressed)) {
      stream.setLongMax(LARGEST_WINDOW_LOG);
      while (true) {
        if (plain.isFull()) {
          int beyond = stream.read();
          if (beyond < 0) {
            return plain.toArray();
          }
          plain.append(beyond);
        } else {
          int count = stream.read(plain.room(1), plain.size(), plain.left());
          if (count < 0) {
            return plain.toArray();
          }
          plain.advance(count);
        }
        if (plain.size() > maximum) {
          throw new MalformedException(
              "zstd frames hold more than " + maximum + " bytes, which is the most expected");
        }
      }
    } catch (MalformedException e) {
      throw e;
    } catch (IOException e) {
      throw new MalformedException("cannot decompress " + length + " bytes: " + e.getMessage(), e);
    }
  }

  /** What the first frame says of its length, where that can be and is not too much. */
  private static int likelySize(byte[] source, int offset, int length, int maximum) {
    try {
      long claimed = length == 0 ? 0 : Zstd.getFrameContentSize(source, offset, length);
      return claimed > 0 && claimed <= maximum && isPlausible(length, claimed)
          ? (int) claimed
          : PIECE;
    } catch (ZstdException unknown) {
      // Whoever decompresses it will say what is wrong with it.
      return PIECE;
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
