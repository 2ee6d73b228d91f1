package io.holdfast.repository.file;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Names as people can read them on a terminal, without loss and without control characters. */
final class PrintableBytes {
  private PrintableBytes() {}

  static String of(byte[] bytes) {
    StringBuilder out = new StringBuilder(bytes.length + 16);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer decoded = CharBuffer.allocate(bytes.length + 1);
    while (true) {
      decoder.reset();
      CoderResult result = decoder.decode(in, decoded, true);
      decoded.flip().codePoints().forEach(character -> append(out, character));
      decoded.clear();
      if (result.isUnderflow()) {
        return out.toString();
      }
      hex(out, in.get());
    }
  }

  private static void append(StringBuilder out, int character) {
    switch (character) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      default -> {
        if (isPrintable(character)) {
          out.appendCodePoint(character);
        } else if (character < 0x80) {
          hex(out, (byte) character);
        } else {
          out.append("\\u{").append(Integer.toHexString(character)).append('}');
        }
      }
    }
  }

  /** Format characters (such as those that turn the direction of writing) can hide a name. */
  private static boolean isPrintable(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  private static void hex(StringBuilder out, byte b) {
    out.append("\\x").append(HexFormat.of().toHexDigits(b));
  }
}
