package io.holdfast.server.route;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * JSON in which everything shows: what would turn the direction of writing, hide a name or steer a
 * terminal is escaped, for whoever prints an answer as it comes. It is the same document: a reader
 * gets the same texts.
 *
 * <p>Such characters stand within JSON's strings alone, so its structure need not be looked at.
 * Only answers are so: what is hashed or kept has one form, in which nothing is escaped that need
 * not be.
 */
final class Visible {
  private Visible() {}

  static byte[] of(byte[] json) {
    String text = new String(json, UTF_8);
    if (text.codePoints().allMatch(Visible::shows)) {
      return json;
    }
    StringBuilder visible = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(character -> {
          if (shows(character)) {
            visible.appendCodePoint(character);
          } else {
            for (char half : Character.toChars(character)) {
              visible.append("\\u%04x".formatted((int) half));
            }
          }
        });
    return visible.toString().getBytes(UTF_8);
  }

  private static boolean shows(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
