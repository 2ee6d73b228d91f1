package io.holdfast.repository.codec;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.Arrays;

/**
 * What some editors write before a text, and restic takes off passwords, patterns and lists of
 * files.
 */
public final class ByteOrderMark {
  private static final byte[] OF_UTF_8 = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final byte[] OF_UTF_16_BIG = {(byte) 0xfe, (byte) 0xff};
  private static final byte[] OF_UTF_16_LITTLE = {(byte) 0xff, (byte) 0xfe};

  private ByteOrderMark() {}

  /** Whether a text begins with a mark of UTF-16. */
  public static boolean isOfUtf16(byte[] text) {
    return startsWith(text, OF_UTF_16_BIG) || startsWith(text, OF_UTF_16_LITTLE);
  }

  /**
   * A text without its mark, in UTF-8.
   *
   * @param text UTF-8, or bytes that are none; UTF-16 when it begins with the mark for that
   */
  public static byte[] removed(byte[] text) {
    if (startsWith(text, OF_UTF_8)) {
      return Arrays.copyOfRange(text, OF_UTF_8.length, text.length);
    }
    if (startsWith(text, OF_UTF_16_BIG)) {
      return recoded(text, UTF_16BE);
    }
    if (startsWith(text, OF_UTF_16_LITTLE)) {
      return recoded(text, UTF_16LE);
    }
    return text;
  }

  private static boolean startsWith(byte[] text, byte[] mark) {
    return text.length >= mark.length && Arrays.equals(text, 0, mark.length, mark, 0, mark.length);
  }

  private static byte[] recoded(byte[] text, Charset from) {
    return new String(text, 2, text.length - 2, from).getBytes(UTF_8);
  }
}
