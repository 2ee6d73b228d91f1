package io.holdfast.repository.id;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A SHA-256 value as four big-endian words, {@code w0} first; ordered as its bytes are.
 *
 * @param w0 bytes 0–7
 * @param w1 bytes 8–15
 * @param w2 bytes 16–23
 * @param w3 bytes 24–31
 */
public record Sha256(long w0, long w1, long w2, long w3) implements Comparable<Sha256> {
  public static final int BYTES = 32;

  private static final int DIGITS = 2 * BYTES;
  private static final int WORDS = 4;
  private static final byte[] NIBBLES = nibbles();

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** Never fed; to clone it costs less than to search the security providers for another one. */
  private static final MessageDigest FRESH = fresh();

  /** The value that stands at {@code offset}. */
  public static Sha256 at(byte[] bytes, int offset) {
    return new Sha256(
        (long) WORD.get(bytes, offset),
        (long) WORD.get(bytes, offset + 8),
        (long) WORD.get(bytes, offset + 16),
        (long) WORD.get(bytes, offset + 24));
  }

  /** The SHA-256 of {@code bytes}. */
  public static Sha256 of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  /** The SHA-256 of {@code length} bytes from {@code offset}. */
  public static Sha256 of(byte[] bytes, int offset, int length) {
    MessageDigest digest = newDigest();
    digest.update(bytes, offset, length);
    return at(digest.digest(), 0);
  }

  /** A fresh digest, for content that comes in pieces. */
  public static MessageDigest newDigest() {
    try {
      return (MessageDigest) FRESH.clone();
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException("the JDK's SHA-256 can be cloned", impossible);
    }
  }

  private static MessageDigest fresh() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  /**
   * Parses 64 lower-case hexadecimal digits.
   *
   * @throws IllegalArgumentException when {@code text} is anything else
   */
  public static Sha256 parse(String text) {
    long[] words = new long[WORDS];
    if (text.length() != DIGITS || !read(text.toCharArray(), 0, words)) {
      String shown = text.length() > 80 ? text.substring(0, 80) + "…" : text;
      throw new IllegalArgumentException(
          "'" + shown + "' is not an id: expected 64 digits of 0-9 and a-f");
    }
    return new Sha256(words[0], words[1], words[2], words[3]);
  }

  /** Whether {@code text} is 64 lower-case hexadecimal digits. */
  public static boolean isWellFormed(String text) {
    return text.length() == DIGITS && read(text.toCharArray(), 0, new long[WORDS]);
  }

  /**
   * Reads 64 digits from {@code offset} on into the four words of a value; makes no object, for
   * readers of millions.
   *
   * @return whether they are lower-case hexadecimal digits; {@code words} means nothing otherwise
   */
  public static boolean read(char[] digits, int offset, long[] words) {
    int invalid = 0;
    int at = offset;
    for (int word = 0; word < WORDS; word++) {
      long bits = 0;
      for (int end = at + DIGITS / WORDS; at < end; at++) {
        char digit = digits[at];
        int nibble = digit < NIBBLES.length ? NIBBLES[digit] : -1;
        invalid |= nibble;
        bits = (bits << 4) | (nibble & 0xf);
      }
      words[word] = bits;
    }
    return invalid >= 0;
  }

  private static byte[] nibbles() {
    byte[] nibbles = new byte[128];
    Arrays.fill(nibbles, (byte) -1);
    for (int i = 0; i < 16; i++) {
      nibbles[Character.forDigit(i, 16)] = (byte) i;
    }
    return nibbles;
  }

  /** Writes the 32 bytes to {@code out} from {@code offset}. */
  public void write(byte[] out, int offset) {
    WORD.set(out, offset, w0);
    WORD.set(out, offset + 8, w1);
    WORD.set(out, offset + 16, w2);
    WORD.set(out, offset + 24, w3);
  }

  /** The 32 bytes. */
  public byte[] bytes() {
    byte[] out = new byte[BYTES];
    write(out, 0);
    return out;
  }

  /** All 64 digits. */
  public String hex() {
    return HexFormat.of().formatHex(bytes());
  }

  /** The first eight digits, as people are shown them. */
  public String brief() {
    return HexFormat.of().toHexDigits(w0).substring(0, 8);
  }

  @Override
  public int compareTo(Sha256 other) {
    int order = Long.compareUnsigned(w0, other.w0);
    order = order != 0 ? order : Long.compareUnsigned(w1, other.w1);
    order = order != 0 ? order : Long.compareUnsigned(w2, other.w2);
    return order != 0 ? order : Long.compareUnsigned(w3, other.w3);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(w0);
  }

  @Override
  public String toString() {
    return hex();
  }
}
