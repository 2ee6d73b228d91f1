package io.holdfast.schema.text;

import io.holdfast.schema.document.Node;
import io.holdfast.schema.document.Quoted;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** Writes nodes as JSON: compact, or indented for people. Equal nodes give equal bytes. */
public final class JsonWriter {
  private static final String STEP = "  ";

  private final StringBuilder json = new StringBuilder();
  private final boolean indented;

  private JsonWriter(boolean indented) {
    this.indented = indented;
  }

  public static String compact(Node node) {
    return new JsonWriter(false).written(node);
  }

  /** Over several lines, with a line's end at the end. */
  public static String indented(Node node) {
    return new JsonWriter(true).written(node) + "\n";
  }

  /**
   * Compact, in UTF-8.
   *
   * @throws IllegalArgumentException for text with half a character in it
   */
  public static byte[] bytes(Node node) {
    try {
      var encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(compact(node)));
      return bytes(encoded);
    } catch (CharacterCodingException half) {
      throw new IllegalArgumentException(
          "cannot write text with half a character in it: expected Unicode", half);
    }
  }

  private static byte[] bytes(ByteBuffer buffer) {
    var bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private String written(Node node) {
    value(node, "\n");
    return json.toString();
  }

  private void value(Node node, String line) {
    switch (node) {
      case Node.Text(_, var text) -> Quoted.append(text, json);
      case Node.Numeral(_, var digits) -> json.append(digits);
      case Node.Flag(_, var flag) -> json.append(flag);
      case Node.Nothing _ -> json.append("null");
      case Node.Items(_, var items) ->
          members('[', items, ']', line, item -> value(item, line + STEP));
      case Node.Entries(_, var entries) ->
          members(
              '{',
              entries,
              '}',
              line,
              entry -> {
                Quoted.append(entry.key(), json);
                json.append(indented ? ": " : ":");
                value(entry.value(), line + STEP);
              });
    }
  }

  private <T> void members(
      char open, List<T> members, char close, String line, Consumer<T> writing) {
    json.append(open);
    for (int i = 0; i < members.size(); i++) {
      json.append(i == 0 ? "" : ",").append(indented ? line + STEP : "");
      writing.accept(members.get(i));
    }
    json.append(indented && !members.isEmpty() ? line : "").append(close);
  }
}
