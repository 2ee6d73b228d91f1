package io.holdfast.repository.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A JSON value that can be taken apart and put together wrongly: fields may repeat, texts keep
 * their escapes as they stand, an atom may be any characters at all.
 */
sealed interface Json {
  /** An object; {@code names} and {@code values} belong together by their places. */
  record Fields(List<String> names, List<Json> values) implements Json {}

  record Elements(List<Json> values) implements Json {}

  /** What stands between two quotes, escapes and all. */
  record Text(String escaped) implements Json {}

  /** A number, {@code true}, {@code false}, {@code null}, or what pretends to be one. */
  record Atom(String characters) implements Json {}

  /** An independent copy. */
  static Json copy(Json json) {
    return switch (json) {
      case Fields(List<String> names, List<Json> values) ->
          new Fields(new ArrayList<>(names), copies(values));
      case Elements(List<Json> values) -> new Elements(copies(values));
      case Text text -> text;
      case Atom atom -> atom;
    };
  }

  private static List<Json> copies(List<Json> values) {
    List<Json> copies = new ArrayList<>(values.size());
    for (Json value : values) {
      copies.add(copy(value));
    }
    return copies;
  }

  /** The value as text; {@code space} sprinkles white space when given. */
  static void write(Json json, StringBuilder out, RandomGenerator random, boolean space) {
    switch (json) {
      case Fields(List<String> names, List<Json> values) -> {
        out.append('{');
        for (int i = 0; i < values.size(); i++) {
          separate(i, out, random, space);
          out.append('"').append(names.get(i)).append('"').append(':');
          write(values.get(i), out, random, space);
        }
        out.append('}');
      }
      case Elements(List<Json> values) -> {
        out.append('[');
        for (int i = 0; i < values.size(); i++) {
          separate(i, out, random, space);
          write(values.get(i), out, random, space);
        }
        out.append(']');
      }
      case Text(String escaped) -> out.append('"').append(escaped).append('"');
      case Atom(String characters) -> out.append(characters);
    }
  }

  private static void separate(
      int place, StringBuilder out, RandomGenerator random, boolean space) {
    if (place > 0) {
      out.append(',');
    }
    if (space && random.nextInt(4) == 0) {
      out.append(" \t\r\n".charAt(random.nextInt(4)));
    }
  }

  /** Reads JSON that is known to be sound, such as our own specimens. */
  static Json parse(String text) {
    return new Parser(text).value();
  }

  /** A reader that trusts its input. */
  final class Parser {
    private final String text;
    private int at;

    Parser(String text) {
      this.text = text;
    }

    Json value() {
      return switch (text.charAt(at)) {
        case '{' -> fields();
        case '[' -> elements();
        case '"' -> new Text(string());
        default -> atom();
      };
    }

    private Json fields() {
      List<String> names = new ArrayList<>();
      List<Json> values = new ArrayList<>();
      at++;
      while (text.charAt(at) != '}') {
        names.add(string());
        at++;
        values.add(value());
        skipComma();
      }
      at++;
      return new Fields(names, values);
    }

    private Json elements() {
      List<Json> values = new ArrayList<>();
      at++;
      while (text.charAt(at) != ']') {
        values.add(value());
        skipComma();
      }
      at++;
      return new Elements(values);
    }

    private void skipComma() {
      if (text.charAt(at) == ',') {
        at++;
      }
    }

    private String string() {
      int start = ++at;
      while (text.charAt(at) != '"') {
        at += text.charAt(at) == '\\' ? 2 : 1;
      }
      return text.substring(start, at++);
    }

    private Json atom() {
      int start = at;
      while (at < text.length() && ",]}".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return new Atom(text.substring(start, at));
    }
  }
}
