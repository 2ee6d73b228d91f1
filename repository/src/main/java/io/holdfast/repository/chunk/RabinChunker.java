package io.holdfast.repository.chunk;

import java.util.Arrays;

/**
 * Cuts exactly where restic's chunker cuts (github.com/restic/chunker 0.5.0, F33).
 *
 * <p>A chunk ends where the fingerprint of its last 64 bytes has twenty zero bits, at 512 KiB at
 * the earliest and 8 MiB at the latest. The fingerprint is the remainder of the window, read as a
 * polynomial, by the repository's polynomial. restic starts a chunk's window with one byte 1, which
 * has left it again before the first cut is possible, so only the last 64 bytes count.
 */
public final class RabinChunker implements Chunker {
  private static final int WINDOW = 64;
  private static final long MASK = (1 << 20) - 1;
  private static final int SHIFT = Polynomial.DEGREE - 8;

  /** What a byte contributes that has been in the window for 63 further bytes. */
  private final long[] leaving = new long[256];

  /** Cancels the eight bits above the degree, and adds their remainder. */
  private final long[] reduction = new long[256];

  /** The last 64 bytes, as a ring. */
  private final byte[] window = new byte[WINDOW];

  private int windowAt;
  private long digest;
  private int length;

  /** The chunker of a repository with this polynomial. */
  public RabinChunker(Polynomial polynomial) {
    long divisor = polynomial.coefficients();
    for (int b = 0; b < 256; b++) {
      long hash = b;
      for (int i = 0; i < WINDOW - 1; i++) {
        hash = Polynomial.remainder(hash << 8, divisor);
      }
      leaving[b] = hash;
      long above = (long) b << Polynomial.DEGREE;
      reduction[b] = Polynomial.remainder(above, divisor) | above;
    }
  }

  @Override
  public void reset() {
    Arrays.fill(window, (byte) 0);
    windowAt = 0;
    digest = 0;
    length = 0;
  }

  @Override
  public int cut(byte[] buffer, int from, int to) {
    int at = from;
    int skipped = Math.min(Math.max(0, MIN - WINDOW - length), to - from);
    at += skipped;
    length += skipped;
    long hash = digest;
    while (at < to) {
      int in = buffer[at++] & 0xff;
      hash ^= leaving[window[windowAt] & 0xff];
      window[windowAt] = (byte) in;
      windowAt = (windowAt + 1) % WINDOW;
      hash = ((hash << 8) | in) ^ reduction[(int) (hash >>> SHIFT)];
      length++;
      if (length >= MIN && ((hash & MASK) == 0 || length == MAX)) {
        reset();
        return at;
      }
    }
    digest = hash;
    return -1;
  }
}
