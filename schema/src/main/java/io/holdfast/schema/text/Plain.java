package io.holdfast.schema.text;

import io.holdfast.schema.document.Node;
import io.holdfast.schema.document.Position;
import java.util.regex.Pattern;

/**
 * What a scalar without quotation marks means in YAML.
 *
 * <p>YAML 1.2's JSON schema (section 10.2), with the core schema's other spellings of null. Its
 * other spellings of numbers and flags are text here, so that {@code 012} and {@code 1_000} are
 * never silently something else.
 */
final class Plain {
  private static final Pattern NUMERAL =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

  /** What a reader of YAML 1.1 would take for something else than text. */
  private static final Pattern LOADED =
      Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null|~|[-+.0-9].*|=|<<");

  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z/][A-Za-z0-9_./@-]*");

  private Plain() {}

  static Node node(String text, Position position) {
    return switch (text) {
      case "", "~", "null", "Null", "NULL" -> new Node.Nothing(position);
      case "true" -> new Node.Flag(position, true);
      case "false" -> new Node.Flag(position, false);
      default ->
          NUMERAL.matcher(text).matches()
              ? new Node.Numeral(position, text)
              : new Node.Text(position, text);
    };
  }

  /** Whether a text may stand without quotation marks and is text to every reader of YAML. */
  static boolean isUnmistakable(String text) {
    return HARMLESS.matcher(text).matches() && !LOADED.matcher(text).matches();
  }
}
