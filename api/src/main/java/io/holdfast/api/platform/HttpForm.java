package io.holdfast.api.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.schema.bind.RecordReader;
import io.holdfast.schema.bind.RecordWriter;
import io.holdfast.schema.bind.UnknownFields;
import io.holdfast.schema.document.Bounds;
import io.holdfast.schema.document.Node;
import io.holdfast.schema.document.Position;
import io.holdfast.schema.document.Reading;
import io.holdfast.schema.shape.Shape;
import io.holdfast.schema.text.JsonReader;
import io.holdfast.schema.text.JsonWriter;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A question as HTTP carries it: some components in the path, the others in the query of a GET or
 * DELETE, or in the JSON object of a POST.
 *
 * @param path with its variables filled in, and the query
 * @param body empty when all is in the path
 */
public record HttpForm(String path, Optional<String> body) {
  private static final String BODY = "body";

  /** The form of a question. */
  public static <Q extends Record> HttpForm of(Operation<Q, ?> operation, Q question) {
    Map<String, Node> components = new LinkedHashMap<>();
    ((Node.Entries) RecordWriter.write(question))
        .entries()
        .forEach(entry -> components.put(entry.key(), entry.value()));
    StringBuilder path = new StringBuilder();
    for (String segment : operation.path().substring(1).split("/", -1)) {
      path.append('/');
      if (segment.startsWith("{")) {
        String name = segment.substring(1, segment.length() - 1);
        path.append(encoded(text(Objects.requireNonNull(components.remove(name), name))));
      } else {
        path.append(segment);
      }
    }
    if (operation.hasBody()) {
      List<Node.Entry> rest = new ArrayList<>();
      components.forEach((name, value) -> rest.add(Node.entry(name, value)));
      return new HttpForm(
          path.toString(), Optional.of(new String(JsonWriter.bytes(Node.entries(rest)), UTF_8)));
    }
    char before = '?';
    for (Map.Entry<String, Node> component : components.entrySet()) {
      path.append(before).append(component.getKey()).append('=');
      path.append(encoded(text(component.getValue())));
      before = '&';
    }
    return new HttpForm(path.toString(), Optional.empty());
  }

  /**
   * The question that came.
   *
   * @param variables those of the path
   * @param query the values of the query
   * @param body empty when there was none
   */
  public static <Q extends Record> Reading<Q> read(
      Operation<Q, ?> operation,
      Map<String, String> variables,
      Map<String, String> query,
      byte[] body) {
    List<Node.Entry> entries = new ArrayList<>();
    variables.forEach((name, value) -> entries.add(Node.entry(name, Node.text(value))));
    query.forEach((name, value) ->
        entries.add(new Node.Entry(place(name), name, node(operation.shape(), name, value))));
    if (body.length == 0) {
      return question(operation, Position.NONE, entries);
    }
    return JsonReader.read(BODY, body, Bounds.DEFAULT)
        .then(node -> {
          if (!(node instanceof Node.Entries(Position at, var sent))) {
            return Reading.refused(node.position(), "is no object", "an object");
          }
          for (Node.Entry entry : sent) {
            if (variables.containsKey(entry.key())) {
              return Reading.refused(
                  entry.position(),
                  "has %s, which the path says already".formatted(entry.key()),
                  "the other fields");
            }
          }
          entries.addAll(sent);
          return question(operation, at, entries);
        });
  }

  private static <Q extends Record> Reading<Q> question(
      Operation<Q, ?> operation, Position at, List<Node.Entry> entries) {
    return RecordReader.read(
        new Node.Entries(at, entries),
        operation.question(),
        UnknownFields.REFUSE,
        Bounds.DEFAULT.mistakes());
  }

  private static Position place(String name) {
    return new Position("query '%s'".formatted(name), 1, 1);
  }

  /** What stands in a query is text; what it means, the question says. */
  private static Node node(Shape.RecordOf shape, String name, String value) {
    Position at = place(name);
    Shape wanted = shape.field(name).map(Shape.Field::shape).orElse(new Shape.Text(null));
    return switch (wanted) {
      case Shape.Whole _ when value.matches("-?[0-9]{1,19}") -> new Node.Numeral(at, value);
      case Shape.Flag _ when value.matches("true|false") ->
          new Node.Flag(at, Boolean.parseBoolean(value));
      default -> new Node.Text(at, value);
    };
  }

  private static String text(Node node) {
    return switch (node) {
      case Node.Text(_, String value) -> value;
      case Node.Numeral(_, String digits) -> digits;
      case Node.Flag(_, boolean value) -> String.valueOf(value);
      case Node.Nothing _, Node.Items _, Node.Entries _ ->
          throw new IllegalArgumentException("only single values fit into a path or query");
    };
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
