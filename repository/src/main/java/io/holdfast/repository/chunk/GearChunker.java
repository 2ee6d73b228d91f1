package io.holdfast.repository.chunk;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Cuts where a keyed gear hash of the last 64 bytes begins with many zero bits: normalised FastCDC
 * (Xia et al., USENIX ATC 2016).
 *
 * <p>Up to 1 MiB a cut needs 22 zero bits, after it 18, so that most chunks end soon after 1 MiB;
 * their mean is near 1.2 MiB. The bits are the hash's highest, which 64 bytes reach.
 *
 * <p><strong>Zeros.</strong> A chunk also ends at each multiple of 64 KiB, from 512 KiB on, whose
 * 64 KiB before it are all zero. So a long run of zeros becomes chunks of exactly 512 KiB, the one
 * blob by which restic knows a sparse file (F32), and the chunk in which the run begins ends soon
 * after. Shorter runs, which ordinary files are full of, do not cut: those cuts would be the same
 * under every key, and tell the store what is in the file.
 *
 * <p><strong>Secret.</strong> The table is derived from 256 secret bits, so lengths of stored blobs
 * do not tell which known file they are from. That is no protection from somebody who has files of
 * his own choice backed up and watches the lengths: the hash is linear, as Rabin's is.
 */
public final class GearChunker implements Chunker {
  /** Names the scheme and all its numbers; another scheme has another name. */
  private static final String SCHEME = "holdfast chunker gear v1";

  private static final int WINDOW = 64;
  private static final int NORMAL = 1024 * 1024;
  private static final int EARLY_SHIFT = 64 - 22;
  private static final int LATE_SHIFT = 64 - 18;
  private static final int BLOCK = 64 * 1024;
  private static final byte[] ZEROS = new byte[BLOCK];

  private final long[] table;
  private long hash;
  private int length;

  /** Whether all bytes since the last multiple of {@link #BLOCK} are zero. */
  private boolean blockIsZero = true;

  GearChunker(byte[] secret) {
    table = derive(secret);
  }

  private static long[] derive(byte[] secret) {
    try {
      byte[] bytes =
          KDF.getInstance("HKDF-SHA256")
              .deriveData(
                  HKDFParameterSpec.ofExtract()
                      .addIKM(secret)
                      .thenExpand(SCHEME.getBytes(StandardCharsets.US_ASCII), 256 * Long.BYTES));
      long[] table = new long[256];
      ByteBuffer.wrap(bytes).asLongBuffer().get(table);
      Arrays.fill(bytes, (byte) 0);
      return table;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("JDK 25 has HKDF-SHA256", impossible);
    }
  }

  @Override
  public void reset() {
    hash = 0;
    length = 0;
    blockIsZero = true;
  }

  @Override
  public int cut(byte[] buffer, int from, int to) {
    int at = from;
    while (at < to) {
      int end = at + Math.min(to - at, BLOCK - length % BLOCK);
      int hit = scan(buffer, at, end);
      if (hit >= 0) {
        reset();
        return hit;
      }
      blockIsZero = blockIsZero && Arrays.equals(buffer, at, end, ZEROS, 0, end - at);
      length += end - at;
      at = end;
      if (length % BLOCK == 0) {
        if (length == MAX || (length >= MIN && blockIsZero)) {
          reset();
          return at;
        }
        blockIsZero = true;
      }
    }
    return -1;
  }

  /**
   * Hashes bytes that lie in one block of the chunk.
   *
   * @return the index after the byte whose hash cuts, or −1
   */
  private int scan(byte[] buffer, int from, int to) {
    int reached = length + to - from;
    if (reached <= MIN - WINDOW) {
      return -1;
    }
    int at = Math.max(from, from + MIN - WINDOW - length);
    if (length < MIN) {
      // the window fills; a cut is possible only after the byte that makes the chunk long enough
      long h = hash;
      for (; at < to; at++) {
        h = (h << 1) + table[buffer[at] & 0xff];
      }
      hash = h;
      return reached == MIN && h >>> EARLY_SHIFT == 0 ? to : -1;
    }
    return scan(buffer, at, to, length < NORMAL ? EARLY_SHIFT : LATE_SHIFT);
  }

  private int scan(byte[] buffer, int from, int to, int shift) {
    long[] gear = table;
    long h = hash;
    int at = from;
    for (; at + 1 < to; at += 2) {
      h = (h << 1) + gear[buffer[at] & 0xff];
      if (h >>> shift == 0) {
        return at + 1;
      }
      h = (h << 1) + gear[buffer[at + 1] & 0xff];
      if (h >>> shift == 0) {
        return at + 2;
      }
    }
    if (at < to) {
      h = (h << 1) + gear[buffer[at] & 0xff];
      if (h >>> shift == 0) {
        return to;
      }
    }
    hash = h;
    return -1;
  }
}
