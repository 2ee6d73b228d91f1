package io.holdfast.repository.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Names as restic writes them into trees: Go's {@code strconv.Quote} without the quotes (F27).
 *
 * <p>Quoting turns any bytes into valid UTF-8; unquoting gives back exactly those bytes, and also
 * takes the escapes that Go takes but never writes, such as octal.
 */
public final class GoQuote {
  private static final HexFormat HEX = HexFormat.of();

  private GoQuote() {}

  /** The quoted form of {@code name}, as UTF-8. Returns {@code name} itself when it is the same. */
  public static byte[] quote(byte[] name) {
    int plain = plainPrefix(name);
    if (plain == name.length) {
      return name;
    }
    Bytes out = new Bytes(name.length + 32);
    out.append(name, 0, plain);
    int at = plain;
    while (at < name.length) {
      int length = GoText.sequenceLength(name, at);
      if (length == 0) {
        out.ascii("\\x").ascii(HEX.toHexDigits(name[at]));
        at++;
      } else {
        quoteOne(out, name, at, length);
        at += length;
      }
    }
    return out.toArray();
  }

  /** The quoted form of {@code name} as text: safe to show on a terminal, and no other's. */
  public static String printable(byte[] name) {
    return GoText.decode(quote(name));
  }

  private static int plainPrefix(byte[] name) {
    int at = 0;
    while (at < name.length
        && name[at] >= ' '
        && name[at] < 0x7f
        && name[at] != '"'
        && name[at] != '\\') {
      at++;
    }
    return at;
  }

  private static void quoteOne(Bytes out, byte[] name, int at, int length) {
    int rune = GoText.codePoint(name, at, length);
    if (rune == '"' || rune == '\\') {
      out.append('\\').append(rune);
    } else if (PrintableRunes.contains(rune)) {
      out.append(name, at, length);
    } else {
      switch (rune) {
        case 0x07 -> out.ascii("\\a");
        case '\b' -> out.ascii("\\b");
        case '\f' -> out.ascii("\\f");
        case '\n' -> out.ascii("\\n");
        case '\r' -> out.ascii("\\r");
        case '\t' -> out.ascii("\\t");
        case 0x0b -> out.ascii("\\v");
        default -> {
          if (rune < ' ' || rune == 0x7f) {
            out.ascii("\\x").ascii(HEX.toHexDigits((byte) rune));
          } else if (rune < 0x10000) {
            out.ascii("\\u").ascii(HEX.toHexDigits((short) rune));
          } else {
            out.ascii("\\U").ascii(HEX.toHexDigits(rune));
          }
        }
      }
    }
  }

  /**
   * The bytes that {@code length} characters of quoted text stand for.
   *
   * <p>A lone surrogate, which JSON can carry and UTF-8 cannot, becomes U+FFFD as in Go.
   *
   * @throws MalformedException when Go's {@code strconv.Unquote} would refuse the text
   */
  public static byte[] unquote(char[] text, int offset, int length) throws MalformedException {
    byte[] plain = new byte[length];
    for (int i = 0; i < length; i++) {
      char c = text[offset + i];
      if (c >= 0x80 || c == '\\' || c == '"' || c == '\n') {
        return unquoteEscaped(text, offset, length);
      }
      plain[i] = (byte) c;
    }
    return plain;
  }

  /** Like {@link #unquote(char[], int, int)}. */
  public static byte[] unquote(String text) throws MalformedException {
    return unquote(text.toCharArray(), 0, text.length());
  }

  private static byte[] unquoteEscaped(char[] text, int offset, int length)
      throws MalformedException {
    Bytes out = new Bytes(length + 16);
    int end = offset + length;
    int at = offset;
    while (at < end) {
      char c = text[at];
      if (c == '"' || c == '\n') {
        throw new MalformedException("a quoted name has a bare quote or newline");
      }
      if (c != '\\') {
        int rune = Character.codePointAt(text, at, end);
        out.codePoint(rune);
        at += Character.charCount(rune);
      } else {
        at = unquoteOne(out, text, at + 1, end);
      }
    }
    return out.toArray();
  }

  /** Reads the escape whose letter stands at {@code at}; returns where it ends. */
  private static int unquoteOne(Bytes out, char[] text, int at, int end) throws MalformedException {
    if (at == end) {
      throw new MalformedException("a quoted name ends within an escape");
    }
    char letter = text[at];
    switch (letter) {
      case 'a' -> out.append(0x07);
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case 'v' -> out.append(0x0b);
      case '\\', '"' -> out.append(letter);
      case 'x' -> {
        out.append(number(text, at + 1, end, 2, 16));
        return at + 3;
      }
      case 'u', 'U' -> {
        int digits = letter == 'u' ? 4 : 8;
        long rune = number(text, at + 1, end, digits, 16) & 0xffff_ffffL;
        if (rune > Character.MAX_CODE_POINT || (rune >= 0xd800 && rune < 0xe000)) {
          throw new MalformedException("a quoted name escapes what is not a character");
        }
        out.codePoint((int) rune);
        return at + 1 + digits;
      }
      default -> {
        int value = number(text, at, end, 3, 8);
        if (value > 0xff) {
          throw new MalformedException("a quoted name has an octal escape beyond 377");
        }
        out.append(value);
        return at + 3;
      }
    }
    return at + 1;
  }

  private static int number(char[] text, int at, int end, int digits, int radix)
      throws MalformedException {
    int value = 0;
    for (int i = 0; i < digits; i++) {
      // Only ASCII: Character.digit takes the digits of every script.
      char c = at + i < end ? text[at + i] : 0;
      int digit = c < 0x80 ? Character.digit(c, radix) : -1;
      if (digit < 0) {
        throw new MalformedException("a quoted name has an escape that Go does not know");
      }
      value = value * radix + digit;
    }
    return value;
  }

  /** Text from outside as it may stand in a message: quoted, and cut when long. */
  public static String shown(String text) {
    byte[] quoted = quote(text.getBytes(StandardCharsets.UTF_8));
    if (quoted.length > 80) {
      return '\'' + GoText.decode(Arrays.copyOf(quoted, 80)) + "…'";
    }
    return '\'' + GoText.decode(quoted) + '\'';
  }
}
