package io.holdfast.repository.crypto;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The function that makes a password expensive to guess (RFC 7914).
 *
 * <p>Every command waits for it, so its lanes, which are independent of each other, run at the same
 * time as far as there are processors and memory, and the memory goes back to the kernel at once.
 */
final class Scrypt {
  /** Lanes run beside each other while they need no more than this: two of the usual ones. */
  private static final long SHARED_MEMORY = 64L << 20;

  private static final String HMAC = "HmacSHA256";
  private static final int HASH_BYTES = 32;

  private Scrypt() {}

  /**
   * The user key of {@code password}: the AES key, then k, then r (F6).
   *
   * @throws IllegalArgumentException when {@code cost} is out of bounds
   */
  static MasterKey derive(Password password, byte[] salt, ScryptParameters cost) {
    return MasterKey.of(generate(password.bytes(), salt, cost, MasterKey.BYTES));
  }

  /**
   * {@code bytes} bytes that follow from {@code password} and {@code salt}.
   *
   * @throws IllegalArgumentException when {@code cost} is out of bounds
   */
  static byte[] generate(byte[] password, byte[] salt, ScryptParameters cost, int bytes) {
    cost.objection()
        .ifPresent(why -> {
          throw new IllegalArgumentException(why);
        });
    int laneBytes = 128 * cost.r();
    byte[] mixed = pbkdf2(password, salt, laneBytes * cost.p());
    int beside =
        (int) Math.clamp(SHARED_MEMORY / ((long) laneBytes * cost.n()), 1, (long) cost.p());
    IntStream.range(0, beside).parallel().forEach(first -> mixLanes(mixed, first, beside, cost));
    byte[] derived = pbkdf2(password, mixed, bytes);
    Arrays.fill(mixed, (byte) 0);
    return derived;
  }

  /** Mixes every {@code step}th lane from {@code first} on, in one piece of memory. */
  private static void mixLanes(byte[] lanes, int first, int step, ScryptParameters cost) {
    int words = 32 * cost.r();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment table = arena.allocate(4L * words * cost.n(), Integer.BYTES);
      for (int lane = first; lane < cost.p(); lane += step) {
        IntBuffer place =
            ByteBuffer.wrap(lanes, 4 * words * lane, 4 * words)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asIntBuffer();
        int[] block = new int[words];
        place.get(0, block);
        place.put(0, romix(block, table, cost.n()));
      }
      table.fill((byte) 0);
    }
  }

  /** Fills the table with what becomes of {@code block}, then mixes in entries that it chooses. */
  private static int[] romix(int[] block, MemorySegment table, int n) {
    int words = block.length;
    int[] now = block;
    int[] next = new int[words];
    for (int i = 0; i < n; i++) {
      MemorySegment.copy(now, 0, table, ValueLayout.JAVA_INT, 4L * words * i, words);
      mixBlock(now, next);
      int[] swap = now;
      now = next;
      next = swap;
    }
    int[] entry = new int[words];
    for (int i = 0; i < n; i++) {
      long chosen = now[words - 16] & (n - 1);
      MemorySegment.copy(table, ValueLayout.JAVA_INT, 4L * words * chosen, entry, 0, words);
      for (int word = 0; word < words; word++) {
        now[word] ^= entry[word];
      }
      mixBlock(now, next);
      int[] swap = now;
      now = next;
      next = swap;
    }
    return now;
  }

  /**
   * BlockMix with Salsa20/8: each 64 bytes are mixed with those before; the even ones come first in
   * {@code to}, then the odd ones. The names are the places of Salsa20's square (RFC 7914, 3).
   */
  private static void mixBlock(int[] from, int[] to) {
    int last = from.length - 16;
    int s0 = from[last];
    int s1 = from[last + 1];
    int s2 = from[last + 2];
    int s3 = from[last + 3];
    int s4 = from[last + 4];
    int s5 = from[last + 5];
    int s6 = from[last + 6];
    int s7 = from[last + 7];
    int s8 = from[last + 8];
    int s9 = from[last + 9];
    int s10 = from[last + 10];
    int s11 = from[last + 11];
    int s12 = from[last + 12];
    int s13 = from[last + 13];
    int s14 = from[last + 14];
    int s15 = from[last + 15];
    for (int in = 0; in < from.length; in += 16) {
      int x0 = s0 ^= from[in];
      int x1 = s1 ^= from[in + 1];
      int x2 = s2 ^= from[in + 2];
      int x3 = s3 ^= from[in + 3];
      int x4 = s4 ^= from[in + 4];
      int x5 = s5 ^= from[in + 5];
      int x6 = s6 ^= from[in + 6];
      int x7 = s7 ^= from[in + 7];
      int x8 = s8 ^= from[in + 8];
      int x9 = s9 ^= from[in + 9];
      int x10 = s10 ^= from[in + 10];
      int x11 = s11 ^= from[in + 11];
      int x12 = s12 ^= from[in + 12];
      int x13 = s13 ^= from[in + 13];
      int x14 = s14 ^= from[in + 14];
      int x15 = s15 ^= from[in + 15];
      for (int round = 0; round < 4; round++) {
        x4 ^= Integer.rotateLeft(x0 + x12, 7);
        x8 ^= Integer.rotateLeft(x4 + x0, 9);
        x12 ^= Integer.rotateLeft(x8 + x4, 13);
        x0 ^= Integer.rotateLeft(x12 + x8, 18);
        x9 ^= Integer.rotateLeft(x5 + x1, 7);
        x13 ^= Integer.rotateLeft(x9 + x5, 9);
        x1 ^= Integer.rotateLeft(x13 + x9, 13);
        x5 ^= Integer.rotateLeft(x1 + x13, 18);
        x14 ^= Integer.rotateLeft(x10 + x6, 7);
        x2 ^= Integer.rotateLeft(x14 + x10, 9);
        x6 ^= Integer.rotateLeft(x2 + x14, 13);
        x10 ^= Integer.rotateLeft(x6 + x2, 18);
        x3 ^= Integer.rotateLeft(x15 + x11, 7);
        x7 ^= Integer.rotateLeft(x3 + x15, 9);
        x11 ^= Integer.rotateLeft(x7 + x3, 13);
        x15 ^= Integer.rotateLeft(x11 + x7, 18);
        x1 ^= Integer.rotateLeft(x0 + x3, 7);
        x2 ^= Integer.rotateLeft(x1 + x0, 9);
        x3 ^= Integer.rotateLeft(x2 + x1, 13);
        x0 ^= Integer.rotateLeft(x3 + x2, 18);
        x6 ^= Integer.rotateLeft(x5 + x4, 7);
        x7 ^= Integer.rotateLeft(x6 + x5, 9);
        x4 ^= Integer.rotateLeft(x7 + x6, 13);
        x5 ^= Integer.rotateLeft(x4 + x7, 18);
        x11 ^= Integer.rotateLeft(x10 + x9, 7);
        x8 ^= Integer.rotateLeft(x11 + x10, 9);
        x9 ^= Integer.rotateLeft(x8 + x11, 13);
        x10 ^= Integer.rotateLeft(x9 + x8, 18);
        x12 ^= Integer.rotateLeft(x15 + x14, 7);
        x13 ^= Integer.rotateLeft(x12 + x15, 9);
        x14 ^= Integer.rotateLeft(x13 + x12, 13);
        x15 ^= Integer.rotateLeft(x14 + x13, 18);
      }
      int out = in / 2 + (in % 32 == 0 ? 0 : last / 2);
      to[out] = s0 += x0;
      to[out + 1] = s1 += x1;
      to[out + 2] = s2 += x2;
      to[out + 3] = s3 += x3;
      to[out + 4] = s4 += x4;
      to[out + 5] = s5 += x5;
      to[out + 6] = s6 += x6;
      to[out + 7] = s7 += x7;
      to[out + 8] = s8 += x8;
      to[out + 9] = s9 += x9;
      to[out + 10] = s10 += x10;
      to[out + 11] = s11 += x11;
      to[out + 12] = s12 += x12;
      to[out + 13] = s13 += x13;
      to[out + 14] = s14 += x14;
      to[out + 15] = s15 += x15;
    }
  }

  /** PBKDF2 with HMAC-SHA-256 and one iteration (RFC 8018), which is what scrypt uses of it. */
  private static byte[] pbkdf2(byte[] password, byte[] salt, int bytes) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      // HMAC pads its key with zeros, so one zero is the empty key, which Java's class refuses.
      mac.init(new SecretKeySpec(password.length == 0 ? new byte[1] : password, HMAC));
      byte[] derived = new byte[Math.ceilDiv(bytes, HASH_BYTES) * HASH_BYTES];
      for (int block = 0; block < derived.length / HASH_BYTES; block++) {
        mac.update(salt);
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(block + 1).array());
        mac.doFinal(derived, block * HASH_BYTES);
      }
      return derived.length == bytes ? derived : Arrays.copyOf(derived, bytes);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has " + HMAC, impossible);
    }
  }
}
