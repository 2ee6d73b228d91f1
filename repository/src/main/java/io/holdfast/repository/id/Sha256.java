package io.holdfast.repository.id;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

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
    if (!isWellFormed(text)) {
      String shown = text.length() > 80 ? text.substring(0, 80) + "…" : text;
      throw new IllegalArgumentException(
          "'" + shown + "' is not an id: expected 64 digits of 0-9 and a-f");
    }
    return at(HexFormat.of().parseHex(text), 0);
  }

  /** Whether {@code text} is 64 lower-case hexadecimal digits. */
  public static boolean isWellFormed(String text) {
    if (text.length() != 2 * BYTES) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
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
