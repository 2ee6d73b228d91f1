package io.holdfast.repository.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Poly1305 in plain Java: limbs of 44, 44 and 42 bits, two blocks per reduction.
 *
 * <p>Two blocks m and n are taken into h at once as (h + m) r² + n r, which halves the carries that
 * wait for each other. A product of two limbs is split at bit 44 before it is summed, so no sum
 * overflows: the factors are below 2^45 and 2^49, six halves of a product below 2^53.
 *
 * <p>No branch and no address depends on the key or the message, only on lengths.
 */
final class PortablePoly1305 implements Poly1305 {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int BLOCK = 16;
  private static final long MASK44 = (1L << 44) - 1;
  private static final long MASK42 = (1L << 42) - 1;

  /** The bit that ends a whole block, 2^128, in the third limb. */
  private static final long BLOCK_END = 1L << 40;

  private final byte[] pending = new byte[BLOCK];
  private int pendingLength;

  private long h0;
  private long h1;
  private long h2;

  private long r0;
  private long r1;
  private long r2;

  /** r², for the first block of a pair. */
  private long q0;

  private long q1;
  private long q2;

  private long s0;
  private long s1;

  @Override
  public void start(byte[] key) {
    long low = (long) WORD.get(key, 0);
    long high = (long) WORD.get(key, 8);
    r0 = low & 0xffc0fffffffL;
    r1 = ((low >>> 44) | (high << 20)) & 0xfffffc0ffffL;
    r2 = (high >>> 24) & 0x00ffffffc0fL;
    s0 = (long) WORD.get(key, 16);
    s1 = (long) WORD.get(key, 24);
    pendingLength = 0;
    h0 = r0;
    h1 = r1;
    h2 = r2;
    multiplyByR();
    q0 = h0;
    q1 = h1;
    q2 = h2;
    h0 = 0;
    h1 = 0;
    h2 = 0;
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    int at = offset;
    int left = length;
    if (pendingLength > 0) {
      int taken = Math.min(BLOCK - pendingLength, left);
      System.arraycopy(bytes, at, pending, pendingLength, taken);
      pendingLength += taken;
      at += taken;
      left -= taken;
      if (pendingLength < BLOCK) {
        return;
      }
      addBlock(pending, 0, BLOCK_END);
      pendingLength = 0;
    }
    int pairs = left / (2 * BLOCK);
    addPairs(bytes, at, pairs);
    at += pairs * 2 * BLOCK;
    left -= pairs * 2 * BLOCK;
    if (left >= BLOCK) {
      addBlock(bytes, at, BLOCK_END);
      at += BLOCK;
      left -= BLOCK;
    }
    System.arraycopy(bytes, at, pending, 0, left);
    pendingLength = left;
  }

  private void addPairs(byte[] bytes, int offset, int pairs) {
    long a0 = h0;
    long a1 = h1;
    long a2 = h2;
    long ra = r0;
    long rb = r1;
    long rc = r2;
    long qa = q0;
    long qb = q1;
    long qc = q2;
    // 2^132 is 4 * 2^130, and 2^130 is 5
    long rb20 = rb * 20;
    long rc20 = rc * 20;
    long qb20 = qb * 20;
    long qc20 = qc * 20;
    for (int at = offset, end = offset + pairs * 2 * BLOCK; at < end; at += 2 * BLOCK) {
      long low = (long) WORD.get(bytes, at);
      long high = (long) WORD.get(bytes, at + 8);
      a0 += low & MASK44;
      a1 += ((low >>> 44) | (high << 20)) & MASK44;
      a2 += (high >>> 24) | BLOCK_END;
      low = (long) WORD.get(bytes, at + 16);
      high = (long) WORD.get(bytes, at + 24);
      long b0 = low & MASK44;
      long b1 = ((low >>> 44) | (high << 20)) & MASK44;
      long b2 = (high >>> 24) | BLOCK_END;

      long p = a0 * qa;
      long low0 = p & MASK44;
      long mid0 = p >>> 44;
      p = a1 * qc20;
      low0 += p & MASK44;
      mid0 += p >>> 44;
      p = a2 * qb20;
      low0 += p & MASK44;
      mid0 += p >>> 44;
      p = b0 * ra;
      low0 += p & MASK44;
      mid0 += p >>> 44;
      p = b1 * rc20;
      low0 += p & MASK44;
      mid0 += p >>> 44;
      p = b2 * rb20;
      low0 += p & MASK44;
      mid0 += p >>> 44;
      mid0 +=
          (Math.multiplyHigh(a0, qa)
                  + Math.multiplyHigh(a1, qc20)
                  + Math.multiplyHigh(a2, qb20)
                  + Math.multiplyHigh(b0, ra)
                  + Math.multiplyHigh(b1, rc20)
                  + Math.multiplyHigh(b2, rb20))
              << 20;

      p = a0 * qb;
      long low1 = p & MASK44;
      long mid1 = p >>> 44;
      p = a1 * qa;
      low1 += p & MASK44;
      mid1 += p >>> 44;
      p = a2 * qc20;
      low1 += p & MASK44;
      mid1 += p >>> 44;
      p = b0 * rb;
      low1 += p & MASK44;
      mid1 += p >>> 44;
      p = b1 * ra;
      low1 += p & MASK44;
      mid1 += p >>> 44;
      p = b2 * rc20;
      low1 += p & MASK44;
      mid1 += p >>> 44;
      mid1 +=
          (Math.multiplyHigh(a0, qb)
                  + Math.multiplyHigh(a1, qa)
                  + Math.multiplyHigh(a2, qc20)
                  + Math.multiplyHigh(b0, rb)
                  + Math.multiplyHigh(b1, ra)
                  + Math.multiplyHigh(b2, rc20))
              << 20;

      p = a0 * qc;
      long low2 = p & MASK44;
      long mid2 = p >>> 44;
      p = a1 * qb;
      low2 += p & MASK44;
      mid2 += p >>> 44;
      p = a2 * qa;
      low2 += p & MASK44;
      mid2 += p >>> 44;
      p = b0 * rc;
      low2 += p & MASK44;
      mid2 += p >>> 44;
      p = b1 * rb;
      low2 += p & MASK44;
      mid2 += p >>> 44;
      p = b2 * ra;
      low2 += p & MASK44;
      mid2 += p >>> 44;
      mid2 +=
          (Math.multiplyHigh(a0, qc)
                  + Math.multiplyHigh(a1, qb)
                  + Math.multiplyHigh(a2, qa)
                  + Math.multiplyHigh(b0, rc)
                  + Math.multiplyHigh(b1, rb)
                  + Math.multiplyHigh(b2, ra))
              << 20;

      low1 += (low0 >>> 44) + mid0;
      low2 += (low1 >>> 44) + mid1;
      a2 = low2 & MASK42;
      a0 = (low0 & MASK44) + ((low2 >>> 42) + (mid2 << 2)) * 5;
      a1 = (low1 & MASK44) + (a0 >>> 44);
      a0 &= MASK44;
    }
    h0 = a0;
    h1 = a1;
    h2 = a2;
  }

  private void addBlock(byte[] bytes, int offset, long end) {
    long low = (long) WORD.get(bytes, offset);
    long high = (long) WORD.get(bytes, offset + 8);
    h0 += low & MASK44;
    h1 += ((low >>> 44) | (high << 20)) & MASK44;
    h2 += (high >>> 24) | end;
    multiplyByR();
  }

  private void multiplyByR() {
    long r1by20 = r1 * 20;
    long r2by20 = r2 * 20;
    long low0 = low(h0, r0) + low(h1, r2by20) + low(h2, r1by20);
    long mid0 = mid(h0, r0) + mid(h1, r2by20) + mid(h2, r1by20);
    long low1 = low(h0, r1) + low(h1, r0) + low(h2, r2by20) + (low0 >>> 44) + mid0;
    long mid1 = mid(h0, r1) + mid(h1, r0) + mid(h2, r2by20);
    long low2 = low(h0, r2) + low(h1, r1) + low(h2, r0) + (low1 >>> 44) + mid1;
    long mid2 = mid(h0, r2) + mid(h1, r1) + mid(h2, r0);
    h2 = low2 & MASK42;
    h0 = (low0 & MASK44) + ((low2 >>> 42) + (mid2 << 2)) * 5;
    h1 = (low1 & MASK44) + (h0 >>> 44);
    h0 &= MASK44;
  }

  /** The lowest 44 bits of the product. */
  private static long low(long a, long b) {
    return (a * b) & MASK44;
  }

  /** The product without its lowest 44 bits. */
  private static long mid(long a, long b) {
    return ((a * b) >>> 44) + (Math.multiplyHigh(a, b) << 20);
  }

  @Override
  public void finish(byte[] tag, int offset) {
    if (pendingLength > 0) {
      pending[pendingLength] = 1;
      Arrays.fill(pending, pendingLength + 1, BLOCK, (byte) 0);
      addBlock(pending, 0, 0);
    }
    carry();
    carry();
    // h - p, where p is 2^130 - 5; taken when it is not negative
    long g0 = h0 + 5;
    long g1 = h1 + (g0 >>> 44);
    long g2 = h2 + (g1 >>> 44) - (1L << 42);
    long keep = g2 >> 63;
    long f0 = (h0 & keep) | (g0 & MASK44 & ~keep);
    long f1 = (h1 & keep) | (g1 & MASK44 & ~keep);
    long f2 = (h2 & keep) | (g2 & ~keep);
    long low = f0 | (f1 << 44);
    long high = (f1 >>> 20) | (f2 << 24);
    long sum = low + s0;
    // the carry out of a 64-bit addition, without a branch
    long overflow = ((low & s0) | ((low | s0) & ~sum)) >>> 63;
    WORD.set(tag, offset, sum);
    WORD.set(tag, offset + 8, high + s1 + overflow);
    wipe();
  }

  private void carry() {
    h1 += h0 >>> 44;
    h0 &= MASK44;
    h2 += h1 >>> 44;
    h1 &= MASK44;
    h0 += (h2 >>> 42) * 5;
    h2 &= MASK42;
    h1 += h0 >>> 44;
    h0 &= MASK44;
  }

  private void wipe() {
    Arrays.fill(pending, (byte) 0);
    pendingLength = 0;
    h0 = 0;
    h1 = 0;
    h2 = 0;
    r0 = 0;
    r1 = 0;
    r2 = 0;
    q0 = 0;
    q1 = 0;
    q2 = 0;
    s0 = 0;
    s1 = 0;
  }
}
