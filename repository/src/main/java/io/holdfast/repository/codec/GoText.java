package io.holdfast.repository.codec;

import java.nio.charset.StandardCharsets;

/**
 * UTF-8 as Go reads it: each byte that is not part of a well-formed sequence is an error of its
 * own, where Java's decoder joins some of them.
 */
public final class GoText {
  private static final char REPLACEMENT = '\ufffd';

  private GoText() {}

  /** The text of {@code bytes}, with U+FFFD for every byte that is not UTF-8. */
  public static String decode(byte[] bytes) {
    if (isAscii(bytes)) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
    StringBuilder text = new StringBuilder(bytes.length);
    int at = 0;
    while (at < bytes.length) {
      int length = sequenceLength(bytes, at);
      if (length == 0) {
        text.append(REPLACEMENT);
        at++;
      } else {
        text.appendCodePoint(codePoint(bytes, at, length));
        at += length;
      }
    }
    return text.toString();
  }

  /** Whether all of {@code bytes} is well-formed UTF-8. */
  public static boolean isValid(byte[] bytes) {
    int at = 0;
    while (at < bytes.length) {
      int length = sequenceLength(bytes, at);
      if (length == 0) {
        return false;
      }
      at += length;
    }
    return true;
  }

  /**
   * The text with U+FFFD for every surrogate without its other half, as Go reads JSON's escapes.
   */
  static String withoutLoneSurrogates(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (Character.isSurrogate(text.charAt(at))) {
        int[] runes = text.codePoints().map(GoText::runeOf).toArray();
        return new String(runes, 0, runes.length);
      }
    }
    return text;
  }

  private static int runeOf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE
        ? REPLACEMENT
        : codePoint;
  }

  private static boolean isAscii(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * The length of the well-formed sequence at {@code at}, or 0 when there is none (RFC 3629, table
   * in section 4: no overlong forms, no surrogates, nothing beyond U+10FFFF).
   */
  public static int sequenceLength(byte[] bytes, int at) {
    int first = bytes[at] & 0xff;
    if (first < 0x80) {
      return 1;
    }
    if (first < 0xc2 || first > 0xf4) {
      return 0;
    }
    int length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (at + length > bytes.length) {
      return 0;
    }
    int second = bytes[at + 1] & 0xff;
    int lowest = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    int highest = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (second < lowest || second > highest) {
      return 0;
    }
    for (int i = 2; i < length; i++) {
      if ((bytes[at + i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return length;
  }

  /** The code point of the well-formed sequence of {@code length} bytes at {@code at}. */
  public static int codePoint(byte[] bytes, int at, int length) {
    int first = bytes[at];
    return switch (length) {
      case 1 -> first;
      case 2 -> (first & 0x1f) << 6 | (bytes[at + 1] & 0x3f);
      case 3 -> (first & 0x0f) << 12 | (bytes[at + 1] & 0x3f) << 6 | (bytes[at + 2] & 0x3f);
      default ->
          (first & 0x07) << 18
              | (bytes[at + 1] & 0x3f) << 12
              | (bytes[at + 2] & 0x3f) << 6
              | (bytes[at + 3] & 0x3f);
    };
  }
}
