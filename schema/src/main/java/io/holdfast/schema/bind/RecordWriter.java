package io.holdfast.schema.bind;

import io.holdfast.schema.document.Bounds;
import io.holdfast.schema.document.Node;
import io.holdfast.schema.shape.DurationText;
import io.holdfast.schema.shape.Shape;
import io.holdfast.schema.shape.Shapes;
import io.holdfast.schema.text.JsonReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes records as nodes. */
public final class RecordWriter {
  private final boolean isWhole;

  /**
   * @param isWhole whether lists and maps that are empty are written, too
   */
  private RecordWriter(boolean isWhole) {
    this.isWhole = isWhole;
  }

  /** The node of a record that is no case of a sealed interface. */
  public static Node write(Record value) {
    return new RecordWriter(false).node(value, Shapes.of(value.getClass()));
  }

  /** The same with its empty lists and maps, for readers who do not know what could be there. */
  public static Node writeWhole(Record value) {
    return new RecordWriter(true).node(value, Shapes.of(value.getClass()));
  }

  /**
   * The node of a value as its type writes it.
   *
   * @param type the record, or the sealed interface whose case it is
   */
  public static <T> Node write(T value, Class<? super T> type) {
    return new RecordWriter(false).node(value, Shapes.of(type));
  }

  private Node node(Object value, Shape shape) {
    return switch (shape) {
      case Shape.Whole _ -> Node.numeral(((Number) value).longValue());
      case Shape.Flag _ -> Node.flag((Boolean) value);
      case Shape.Choice choice -> Node.text(name(choice, value));
      case Shape.Span _ -> Node.text(DurationText.write((Duration) value));
      case Shape.Zone _ -> Node.text(((ZoneId) value).getId());
      case Shape.Text _, Shape.Moment _, Shape.Day _, Shape.Parsed _ -> Node.text(value.toString());
      case Shape.ListOf list ->
          Node.items(((List<?>) value).stream().map(item -> node(item, list.item())).toList());
      case Shape.MapOf map -> map((Map<?, ?>) value, map.value());
      case Shape.RecordOf record -> Node.entries(entries(value, record));
      case Shape.OneOf oneOf -> Node.entries(List.of(oneOf(value, oneOf)));
    };
  }

  private static String name(Shape.Choice choice, Object value) {
    return choice.constants().entrySet().stream()
        .filter(constant -> constant.getValue().value() == value)
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  /** By key, since the order of a map's entries is no part of its value. */
  private Node map(Map<?, ?> values, Shape shape) {
    var sorted = new TreeMap<String, Object>();
    values.forEach((key, value) -> sorted.put((String) key, value));
    return Node.entries(
        sorted.entrySet().stream()
            .map(entry -> Node.entry(entry.getKey(), node(entry.getValue(), shape)))
            .toList());
  }

  private List<Node.Entry> entries(Object value, Shape.RecordOf shape) {
    var entries = new ArrayList<Node.Entry>();
    shape.fixed().forEach((name, fixed) -> entries.add(Node.entry(name, Node.text(fixed))));
    for (var field : shape.fields()) {
      var component = component(value, field.accessor());
      if (component != null && (isWhole || !isEmpty(component) || !isEmptyWhenAbsent(field))) {
        entries.add(Node.entry(field.name(), node(component, field.shape())));
      }
    }
    return entries;
  }

  private static boolean isEmptyWhenAbsent(Shape.Field field) {
    return field.presence() instanceof Shape.Presence.Empty;
  }

  private static boolean isEmpty(Object component) {
    return (component instanceof List<?> list && list.isEmpty())
        || (component instanceof Map<?, ?> map && map.isEmpty());
  }

  private Node.Entry oneOf(Object value, Shape.OneOf shape) {
    for (var known : shape.cases()) {
      if (known.shape().type() == value.getClass()) {
        return Node.entry(known.name(), Node.entries(entries(value, known.shape())));
      }
    }
    var fields = shape.otherwise().orElseThrow().fields();
    var name = (String) present(component(value, fields.get(0).accessor()));
    var body = (String) present(component(value, fields.get(1).accessor()));
    var json = body.getBytes(StandardCharsets.UTF_8);
    return Node.entry(
        name,
        JsonReader.read(name, json, Bounds.DEFAULT.ofBytes(Math.max(1, json.length))).orThrow());
  }

  private static Object present(@Nullable Object component) {
    if (component == null) {
      throw new IllegalArgumentException("a case of a newer version without a name or body");
    }
    return component;
  }

  private static @Nullable Object component(Object value, Method accessor) {
    try {
      return accessor.invoke(value);
    } catch (InvocationTargetException thrown) {
      throw new IllegalStateException(thrown.getCause());
    } catch (IllegalAccessException impossible) { // the accessor is open
      throw new IllegalStateException(impossible);
    }
  }
}
