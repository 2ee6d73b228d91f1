package io.holdfast.repository.codec;

import java.util.Arrays;

/** A growing array of bytes; unlike {@code ByteArrayOutputStream}, without a lock per byte. */
final class Bytes {
  private byte[] array;
  private int size;

  Bytes(int capacity) {
    array = new byte[Math.max(capacity, 16)];
  }

  /** Makes room for {@code count} more bytes and returns the array they go to, at {@link #size}. */
  byte[] room(int count) {
    if (array.length - size < count) {
      long wanted = Math.max((long) size + count, Math.min(2L * array.length, MAXIMUM));
      if (wanted > MAXIMUM) {
        throw new OutOfMemoryError("more than " + MAXIMUM + " bytes in one text");
      }
      array = Arrays.copyOf(array, (int) wanted);
    }
    return array;
  }

  /** The longest array that every JVM can make. */
  private static final int MAXIMUM = Integer.MAX_VALUE - 8;

  int size() {
    return size;
  }

  /** How many more bytes fit without a larger array. */
  int left() {
    return array.length - size;
  }

  boolean isFull() {
    return left() == 0;
  }

  void advance(int count) {
    size += count;
  }

  Bytes append(int b) {
    room(1)[size++] = (byte) b;
    return this;
  }

  Bytes append(byte[] bytes, int offset, int length) {
    System.arraycopy(bytes, offset, room(length), size, length);
    size += length;
    return this;
  }

  @SuppressWarnings("deprecation") // the only copy of ASCII that makes no array
  Bytes ascii(String text) {
    int length = text.length();
    text.getBytes(0, length, room(length), size);
    size += length;
    return this;
  }

  /** Appends UTF-8; a surrogate becomes U+FFFD. */
  Bytes codePoint(int rune) {
    if (rune < 0x80) {
      return append(rune);
    }
    if (rune < 0x800) {
      return append(0xc0 | rune >> 6).append(0x80 | (rune & 0x3f));
    }
    if (rune < 0x10000) {
      int valid = rune >= 0xd800 && rune < 0xe000 ? 0xfffd : rune;
      return append(0xe0 | valid >> 12)
          .append(0x80 | (valid >> 6 & 0x3f))
          .append(0x80 | (valid & 0x3f));
    }
    return append(0xf0 | rune >> 18)
        .append(0x80 | (rune >> 12 & 0x3f))
        .append(0x80 | (rune >> 6 & 0x3f))
        .append(0x80 | (rune & 0x3f));
  }

  /** The bytes; a full array is given away as it is, so that nothing may be appended after. */
  byte[] toArray() {
    return isFull() ? array : Arrays.copyOf(array, size);
  }
}
