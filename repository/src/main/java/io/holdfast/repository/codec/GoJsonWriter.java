package io.holdfast.repository.codec;

import io.holdfast.repository.id.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/**
 * Writes JSON byte for byte as Go's {@code encoding/json} does: no white space, {@code <}, {@code
 * >}, {@code &}, U+2028 and U+2029 escaped, {@code \b} and {@code \f} short as since Go 1.22, what
 * is not UTF-8 as {@code \}{@code ufffd}.
 *
 * <p>The bytes decide a blob's id, so that they must not depend on a library's taste. The caller
 * gives fields in Go's order; commas and colons come by themselves. Not thread-safe.
 */
public final class GoJsonWriter {
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** ASCII that stands for itself in a JSON string. */
  private static final boolean[] PLAIN = plain();

  private final Bytes out;
  private boolean first = true;

  public GoJsonWriter() {
    this(256);
  }

  /** A writer that expects about {@code capacity} bytes. */
  public GoJsonWriter(int capacity) {
    out = new Bytes(capacity);
  }

  private static boolean[] plain() {
    boolean[] plain = new boolean[0x80];
    for (int c = ' '; c < 0x80; c++) {
      plain[c] = "\"\\<>&".indexOf(c) < 0;
    }
    return plain;
  }

  public GoJsonWriter beginObject() {
    return begin('{');
  }

  public GoJsonWriter endObject() {
    return end('}');
  }

  public GoJsonWriter beginArray() {
    return begin('[');
  }

  public GoJsonWriter endArray() {
    return end(']');
  }

  private GoJsonWriter begin(char bracket) {
    separate();
    out.append(bracket);
    first = true;
    return this;
  }

  private GoJsonWriter end(char bracket) {
    out.append(bracket);
    first = false;
    return this;
  }

  private void separate() {
    if (first) {
      first = false;
    } else {
      out.append(',');
    }
  }

  /** A field's name, of plain ASCII. Its value comes next. */
  public GoJsonWriter field(String name) {
    separate();
    out.append('"').ascii(name).append('"').append(':');
    first = true;
    return this;
  }

  public GoJsonWriter text(String value) {
    separate();
    out.append('"');
    int length = value.length();
    int at = 0;
    while (at < length) {
      int rune = value.codePointAt(at);
      if (rune >= 0xd800 && rune < 0xe000) {
        out.ascii("\\ufffd");
      } else {
        rune(rune);
      }
      at += Character.charCount(rune);
    }
    out.append('"');
    return this;
  }

  /** A string given as bytes, which should be UTF-8. */
  public GoJsonWriter text(byte[] value) {
    separate();
    out.append('"');
    int at = 0;
    while (at < value.length) {
      int plain = at;
      while (plain < value.length && value[plain] >= 0 && PLAIN[value[plain]]) {
        plain++;
      }
      out.append(value, at, plain - at);
      at = plain;
      if (at < value.length) {
        int length = GoText.sequenceLength(value, at);
        if (length == 0) {
          out.ascii("\\ufffd");
          at++;
        } else {
          rune(GoText.codePoint(value, at, length));
          at += length;
        }
      }
    }
    out.append('"');
    return this;
  }

  private void rune(int rune) {
    if (rune >= 0x80) {
      if (rune == 0x2028 || rune == 0x2029) {
        out.ascii("\\u202").append(DIGITS[rune & 0xf]);
      } else {
        out.codePoint(rune);
      }
    } else if (PLAIN[rune]) {
      out.append(rune);
    } else {
      switch (rune) {
        case '"', '\\' -> out.append('\\').append(rune);
        case '\b' -> out.ascii("\\b");
        case '\f' -> out.ascii("\\f");
        case '\n' -> out.ascii("\\n");
        case '\r' -> out.ascii("\\r");
        case '\t' -> out.ascii("\\t");
        default -> out.ascii("\\u00").append(DIGITS[rune >> 4 & 0xf]).append(DIGITS[rune & 0xf]);
      }
    }
  }

  public GoJsonWriter number(long value) {
    separate();
    if (value == 0) {
      out.append('0');
      return this;
    }
    if (value == Long.MIN_VALUE) {
      out.ascii("-9223372036854775808");
      return this;
    }
    long rest = value;
    if (rest < 0) {
      out.append('-');
      rest = -rest;
    }
    int count = 0;
    for (long left = rest; left != 0; left /= 10) {
      count++;
    }
    byte[] array = out.room(count);
    for (int at = out.size() + count - 1; rest != 0; at--) {
      array[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    out.advance(count);
    return this;
  }

  /** A number of 64 bits without a sign. */
  public GoJsonWriter unsigned(long value) {
    if (value >= 0) {
      return number(value);
    }
    separate();
    out.ascii(Long.toUnsignedString(value));
    return this;
  }

  public GoJsonWriter flag(boolean value) {
    separate();
    out.ascii(value ? "true" : "false");
    return this;
  }

  public GoJsonWriter absent() {
    separate();
    out.ascii("null");
    return this;
  }

  /** A time as {@link GoTime} writes it. */
  public GoJsonWriter time(Instant value) {
    separate();
    out.append('"');
    byte[] array = out.room(GoTime.LONGEST);
    out.advance(GoTime.write(value, array, out.size()) - out.size());
    out.append('"');
    return this;
  }

  /** Bytes as Go writes {@code []byte}: standard base64 with padding. */
  public GoJsonWriter base64(byte[] value) {
    separate();
    byte[] encoded = Base64.getEncoder().encode(value);
    out.append('"').append(encoded, 0, encoded.length).append('"');
    return this;
  }

  public GoJsonWriter hash(Sha256 value) {
    return hash(value.w0(), value.w1(), value.w2(), value.w3());
  }

  /** A hash given as its four big-endian words. */
  public GoJsonWriter hash(long w0, long w1, long w2, long w3) {
    separate();
    out.append('"');
    word(w0);
    word(w1);
    word(w2);
    word(w3);
    out.append('"');
    return this;
  }

  private void word(long word) {
    byte[] array = out.room(16);
    int at = out.size();
    for (int shift = 60; shift >= 0; shift -= 4) {
      array[at++] = DIGITS[(int) (word >>> shift) & 0xf];
    }
    out.advance(16);
  }

  /** A value that is already JSON in the form Go would write. */
  public GoJsonWriter verbatim(String json) {
    separate();
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    out.append(bytes, 0, bytes.length);
    return this;
  }

  /** The newline that ends a tree (F28). */
  public GoJsonWriter newline() {
    out.append('\n');
    return this;
  }

  /** A copy of what was written. */
  public byte[] toBytes() {
    return out.toArray();
  }
}
