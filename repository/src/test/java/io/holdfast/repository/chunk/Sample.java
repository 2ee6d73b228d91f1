package io.holdfast.repository.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.id.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Data that the program in {@code restic-chunker.go.txt} makes in the same way, and its cuts. */
final class Sample {
  private static final int MIB = 1 << 20;

  private Sample() {}

  static byte[] named(String name, int length) {
    return switch (name) {
      case "random" -> random(name, length);
      case "zeros" -> new byte[length];
      case "holes" -> holes(random(name, length));
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** AES-256-CTR of zeros under the SHA-256 of {@code name}. */
  static byte[] random(String name, int length) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      byte[] key = Sha256.of(name.getBytes(StandardCharsets.UTF_8)).bytes();
      cipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[16]));
      return cipher.doFinal(new byte[length]);
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static byte[] holes(byte[] data) {
    for (int i = 0; i * 3 * MIB < data.length; i++) {
      int start = Math.min(i * 3 * MIB + MIB, data.length);
      Arrays.fill(data, start, Math.min(start + 100_000 * i, data.length), (byte) 0);
    }
    return data;
  }

  /** The ends of all chunks of {@code data} given in one piece. */
  static List<Integer> ends(Chunker chunker, byte[] data) {
    List<Integer> ends = new ArrayList<>();
    int at = 0;
    while (at < data.length) {
      int end = chunker.cut(data, at, data.length);
      at = end < 0 ? data.length : end;
      ends.add(at);
    }
    chunker.reset();
    return ends;
  }

  /** The same, in pieces of random lengths, each in a buffer of its own at a random offset. */
  static List<Integer> endsInPieces(Chunker chunker, byte[] data, int longest, Random random) {
    List<Integer> ends = new ArrayList<>();
    int at = 0;
    while (at < data.length) {
      int length = Math.min(1 + random.nextInt(longest), data.length - at);
      int offset = random.nextInt(100);
      byte[] buffer = new byte[offset + length + random.nextInt(100)];
      random.nextBytes(buffer);
      System.arraycopy(data, at, buffer, offset, length);
      int end = chunker.cut(buffer, offset, offset + length);
      if (end < 0) {
        at += length;
      } else {
        assertThat(end).isBetween(offset + 1, offset + length);
        at += end - offset;
        ends.add(at);
      }
    }
    if (ends.isEmpty() || ends.getLast() != data.length) {
      ends.add(data.length);
    }
    chunker.reset();
    return ends;
  }
}
