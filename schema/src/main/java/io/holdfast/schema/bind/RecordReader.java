package io.holdfast.schema.bind;

import io.holdfast.schema.document.Mistakes;
import io.holdfast.schema.document.Node;
import io.holdfast.schema.document.NodePath;
import io.holdfast.schema.document.Position;
import io.holdfast.schema.document.Quoted;
import io.holdfast.schema.document.Reading;
import io.holdfast.schema.shape.ComponentException;
import io.holdfast.schema.shape.Shape;
import io.holdfast.schema.shape.Shapes;
import io.holdfast.schema.text.JsonWriter;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads nodes into records, and finds everything that is wrong on the way. */
public final class RecordReader {
  private final UnknownFields unknownFields;
  private final Mistakes mistakes;

  private RecordReader(UnknownFields unknownFields, int mostMistakes) {
    this.unknownFields = unknownFields;
    this.mistakes = new Mistakes(mostMistakes);
  }

  /**
   * The record of a node, or everything that is wrong with it.
   *
   * @param type a record or a sealed interface of records
   */
  public static <T> Reading<T> read(
      Node node, Class<T> type, UnknownFields unknownFields, int mostMistakes) {
    var reader = new RecordReader(unknownFields, mostMistakes);
    var value = reader.value(node, Shapes.of(type), NodePath.ROOT);
    return value == null
        ? new Reading.Refused<>(reader.mistakes.list())
        : reader.mistakes.unless(type.cast(value));
  }

  /** Nothing when it was refused; then there is a mistake. */
  private @Nullable Object value(Node node, Shape shape, String path) {
    return switch (shape) {
      case Shape.Text _,
          Shape.Whole _,
          Shape.Flag _,
          Shape.Choice _,
          Shape.Moment _,
          Shape.Day _,
          Shape.Span _,
          Shape.Zone _,
          Shape.Parsed _ ->
          scalar(node, shape, path);
      case Shape.ListOf list -> list(node, list, path);
      case Shape.MapOf map -> map(node, map, path);
      case Shape.RecordOf record -> record(node, record, path);
      case Shape.OneOf oneOf -> oneOf(node, oneOf, path);
    };
  }

  private @Nullable Object scalar(Node node, Shape shape, String path) {
    return switch (Scalars.read(node, shape)) {
      case Scalars.Value(var value) -> value;
      case Scalars.Wrong(var problem, var expected) ->
          refuse(node.position(), path, problem, expected);
    };
  }

  private @Nullable Object list(Node node, Shape.ListOf shape, String path) {
    if (!(node instanceof Node.Items(_, var items))) {
      return refuse(node, shape, path);
    }
    if (isOutside(items.size(), shape.least(), shape.most())) {
      return refuseSize(node, items.size(), shape, path);
    }
    var values = new ArrayList<Object>();
    for (int i = 0; i < items.size(); i++) {
      var value = value(items.get(i), shape.item(), NodePath.item(path, i));
      if (value != null) {
        values.add(value);
      }
    }
    return values.size() == items.size() ? List.copyOf(values) : null;
  }

  private @Nullable Object map(Node node, Shape.MapOf shape, String path) {
    if (!(node instanceof Node.Entries(_, var entries))) {
      return refuse(node, shape, path);
    }
    if (isOutside(entries.size(), shape.least(), shape.most())) {
      return refuseSize(node, entries.size(), shape, path);
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (var entry : entries) {
      var value = value(entry.value(), shape.value(), NodePath.field(path, entry.key()));
      if (value != null) {
        values.put(entry.key(), value);
      }
    }
    return values.size() == entries.size() ? Collections.unmodifiableMap(values) : null;
  }

  private static boolean isOutside(int size, int least, int most) {
    return size < least || size > most;
  }

  private @Nullable Object refuseSize(Node node, int size, Shape shape, String path) {
    return refuse(node.position(), path, "has %d members".formatted(size), Words.expected(shape));
  }

  private @Nullable Object oneOf(Node node, Shape.OneOf shape, String path) {
    if (!(node instanceof Node.Entries(_, var entries)) || entries.size() != 1) {
      var problem =
          node instanceof Node.Entries(_, var several)
              ? "has %d fields".formatted(several.size())
              : Words.found(node);
      return refuse(node.position(), path, problem, Words.expected(shape));
    }
    var entry = entries.getFirst();
    for (var known : shape.cases()) {
      if (known.name().equals(entry.key())) {
        return value(entry.value(), known.shape(), NodePath.field(path, known.name()));
      }
    }
    if (unknownFields == UnknownFields.IGNORE && shape.otherwise().isPresent()) {
      return construct(
          node,
          shape.otherwise().get(),
          new Object[] {entry.key(), JsonWriter.compact(entry.value())},
          path);
    }
    var names = shape.cases().stream().map(Shape.Case::name).toList();
    return refuse(
        entry.position(),
        path,
        "has the unknown field " + Quoted.shown(entry.key()) + Nearest.question(entry.key(), names),
        Words.oneOf(names));
  }

  private @Nullable Object record(Node node, Shape.RecordOf shape, String path) {
    if (!(node instanceof Node.Entries entries)) {
      return refuse(node, shape, path);
    }
    var before = mistakes.count();
    shape.fixed().forEach((name, value) -> requireFixed(entries, name, value, path));
    refuseUnknown(entries, shape, path);
    var components = new @Nullable Object[shape.fields().size()];
    for (int i = 0; i < components.length; i++) {
      components[i] = component(entries, shape.fields().get(i), path);
    }
    return mistakes.count() == before ? construct(node, shape, components, path) : null;
  }

  private void requireFixed(Node.Entries entries, String name, String value, String path) {
    var found = entries.value(name);
    if (found.isEmpty()) {
      refuse(entries.position(), NodePath.field(path, name), "is missing", Quoted.whole(value));
    } else if (!(found.get() instanceof Node.Text(_, var text) && text.equals(value))) {
      refuse(
          found.get().position(),
          NodePath.field(path, name),
          Words.found(found.get()),
          Quoted.whole(value));
    }
  }

  private void refuseUnknown(Node.Entries entries, Shape.RecordOf shape, String path) {
    if (unknownFields == UnknownFields.IGNORE) {
      return;
    }
    var names = Words.names(shape);
    for (var entry : entries.entries()) {
      if (!names.contains(entry.key())) {
        refuse(
            entry.position(),
            NodePath.field(path, entry.key()),
            "is an unknown field" + Nearest.question(entry.key(), names),
            Words.oneOf(names));
      }
    }
  }

  private @Nullable Object component(Node.Entries entries, Shape.Field field, String path) {
    Optional<Node> found = entries.value(field.name());
    var at = NodePath.field(path, field.name());
    var value = found.filter(node -> !(node instanceof Node.Nothing));
    if (value.isPresent()) {
      return value(value.get(), field.shape(), at);
    }
    return switch (field.presence()) {
      case Shape.Presence.Required _ ->
          refuse(
              found.map(Node::position).orElse(entries.position()),
              at,
              found.isPresent() ? "has no value" : "is missing",
              Words.expected(field.shape()));
      case Shape.Presence.Absent _ -> null;
      case Shape.Presence.Empty _ -> field.shape() instanceof Shape.MapOf ? Map.of() : List.of();
      case Shape.Presence.Defaulted(var fallback) -> value(fallback, field.shape(), at);
    };
  }

  private @Nullable Object construct(
      Node node, Shape.RecordOf shape, @Nullable Object[] components, String path) {
    try {
      return shape.constructor().newInstance(components);
    } catch (InvocationTargetException thrown) {
      return switch (thrown.getCause()) {
        case ComponentException wrong ->
            refuse(
                NodePath.find(node, wrong.component()),
                NodePath.join(path, wrong.component()),
                wrong.problem(),
                wrong.expected());
        case IllegalArgumentException wrong ->
            refuse(node.position(), path, String.valueOf(wrong.getMessage()), "");
        case RuntimeException defect -> throw defect;
        case Error defect -> throw defect;
        case null, default -> throw new IllegalStateException(thrown);
      };
    } catch (ReflectiveOperationException impossible) { // records can be made, and this one is open
      throw new IllegalStateException(impossible);
    }
  }

  private @Nullable Object refuse(Node node, Shape shape, String path) {
    return refuse(node.position(), path, Words.found(node), Words.expected(shape));
  }

  private @Nullable Object refuse(Position position, String path, String problem, String expected) {
    mistakes.add(position, path, problem, expected);
    return null;
  }
}
