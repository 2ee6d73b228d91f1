package io.holdfast.repository.hostile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Changes bytes without knowing what they mean, and lengths as a binary format holds them. */
final class ByteMutation {
  private static final int[] LENGTHS = {
    0,
    1,
    31,
    32,
    33,
    36,
    37,
    41,
    69,
    0xff,
    0x7fff,
    0xffff,
    0x10000,
    16 << 20,
    (16 << 20) - 32,
    (16 << 20) + 1,
    Integer.MAX_VALUE - 32,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    -32,
    -1
  };

  private static final List<Charset> WIDE =
      List.of(
          StandardCharsets.UTF_16,
          StandardCharsets.UTF_16LE,
          StandardCharsets.UTF_16BE,
          StandardCharsets.UTF_32,
          StandardCharsets.UTF_32LE,
          StandardCharsets.UTF_32BE);

  private final RandomGenerator random;

  ByteMutation(RandomGenerator random) {
    this.random = random;
  }

  /** The bytes with one change. */
  byte[] apply(byte[] bytes) {
    int at = random.nextInt(bytes.length + 1);
    int count = Math.min(bytes.length - at, 1 + random.nextInt(random.nextBoolean() ? 4 : 200));
    return switch (random.nextInt(10)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> spliced(bytes, at, at + count, new byte[0]);
      case 2 -> spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, at + count));
      case 3 -> spliced(bytes, at, at, noise(1 + random.nextInt(8)));
      case 4 -> spliced(bytes, bytes.length, bytes.length, noise(1 + random.nextInt(64)));
      case 5 -> withLength(bytes, at);
      case 6 -> spliced(bytes, at, at + count, new byte[count]);
      case 7 -> wide(bytes);
      default -> flipped(bytes, at);
    };
  }

  /** The bytes with an odd number in four of them, least significant byte first. */
  byte[] withLength(byte[] bytes, int at) {
    if (at + Integer.BYTES > bytes.length) {
      return bytes;
    }
    byte[] changed = bytes.clone();
    ByteBuffer buffer = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
    int old = buffer.getInt(at);
    int next =
        random.nextBoolean()
            ? LENGTHS[random.nextInt(LENGTHS.length)]
            : old + random.nextInt(-40, 41);
    buffer.putInt(at, next);
    return changed;
  }

  private byte[] flipped(byte[] bytes, int at) {
    if (bytes.length == 0) {
      return bytes;
    }
    byte[] changed = bytes.clone();
    changed[at % bytes.length] ^= (byte) (1 << random.nextInt(8));
    return changed;
  }

  /** The same text in an encoding that JSON may have and this format has not. */
  private byte[] wide(byte[] bytes) {
    Charset charset = WIDE.get(random.nextInt(WIDE.size()));
    byte[] encoded = new String(bytes, StandardCharsets.UTF_8).getBytes(charset);
    return random.nextBoolean() ? encoded : flipped(encoded, random.nextInt(encoded.length + 1));
  }

  private byte[] noise(int length) {
    byte[] noise = new byte[length];
    random.nextBytes(noise);
    return noise;
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] between) {
    byte[] spliced = new byte[bytes.length - (to - from) + between.length];
    System.arraycopy(bytes, 0, spliced, 0, from);
    System.arraycopy(between, 0, spliced, from, between.length);
    System.arraycopy(bytes, to, spliced, from + between.length, bytes.length - to);
    return spliced;
  }
}
