package io.holdfast.cli.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.repository.codec.GoQuote;
import io.holdfast.repository.codec.GoText;

/** Text from outside in a form that a terminal shows and does not obey. */
public final class Printable {
  private Printable() {}

  /** As it is when every character shows, else in quotes with escapes, as restic prints names. */
  public static String of(String text) {
    return of(text.getBytes(UTF_8));
  }

  /** The same for a name that may not be text at all. */
  public static String of(byte[] name) {
    if (GoText.isValid(name)) {
      var text = new String(name, UTF_8);
      if (text.codePoints().allMatch(Printable::shows)) {
        return text;
      }
    }
    return '"' + GoQuote.printable(name) + '"';
  }

  /**
   * A line of our own words with words from outside among them: only the characters that do not
   * show are escaped. It stays one line.
   */
  public static String line(String text) {
    if (text.codePoints().allMatch(Printable::shows)) {
      return text;
    }
    var line = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(character -> {
          if (shows(character)) {
            line.appendCodePoint(character);
          } else {
            line.append(GoQuote.printable(Character.toString(character).getBytes(UTF_8)));
          }
        });
    return line.toString();
  }

  /** Format characters can turn the direction of writing and so hide what a name says. */
  private static boolean shows(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
