package io.holdfast.schema.text;

import io.holdfast.schema.document.Bounds;
import io.holdfast.schema.document.Position;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Bytes from outside as text, when they are small enough and UTF-8. */
final class Utf8 {
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private Utf8() {}

  static String decode(String file, byte[] bytes, Bounds bounds) throws SyntaxException {
    if (bytes.length > bounds.bytes()) {
      throw new SyntaxException(
          new Position(file, 1, 1),
          "has %d bytes".formatted(bytes.length),
          "at most %d".formatted(bounds.bytes()));
    }
    var rest = ByteBuffer.wrap(bytes);
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(rest).toString();
      return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    } catch (CharacterCodingException malformed) {
      throw new SyntaxException(
          placeOf(file, bytes, rest.position()), "is not UTF-8 from here on", "text in UTF-8");
    }
  }

  private static Position placeOf(String file, byte[] bytes, int end) {
    var before = new String(bytes, 0, end, StandardCharsets.UTF_8);
    var line = before.substring(before.lastIndexOf('\n') + 1);
    return new Position(
        file,
        1 + (int) before.chars().filter(mark -> mark == '\n').count(),
        1 + line.codePointCount(0, line.length()));
  }

  /** Refuses half a pair of surrogates, which JSON can escape and UTF-8 cannot hold. */
  static String whole(String text, Position position) throws SyntaxException {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (i + 1 == text.length()
            || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
          throw new SyntaxException(position, "holds half a character", "text in Unicode");
        }
        i++;
      }
    }
    return text;
  }
}
