package io.holdfast.api.generate;

import io.holdfast.schema.document.Node;
import io.holdfast.schema.shape.Shape;
import io.holdfast.schema.text.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Every field of a record, and of those within, as a table in Markdown. */
final class FieldTable {
  private FieldTable() {}

  /**
   * The table.
   *
   * @param wanted of the fields of the record itself
   */
  static String of(Shape shape, Predicate<Shape.Field> wanted) {
    var rows = new ArrayList<String>();
    rows(shape, "", wanted, rows);
    return "| field | type | default | meaning |\n|---|---|---|---|\n" + String.join("", rows);
  }

  private static void rows(Shape shape, String prefix, List<String> rows) {
    rows(shape, prefix, _ -> true, rows);
  }

  private static void rows(
      Shape shape, String prefix, Predicate<Shape.Field> wanted, List<String> rows) {
    switch (shape) {
      case Shape.RecordOf record -> {
        for (var field : record.fields().stream().filter(wanted).toList()) {
          var path = prefix + field.name();
          rows.add(row(path, field));
          rows(field.shape(), path + ".", rows);
        }
      }
      case Shape.OneOf oneOf -> {
        for (var known : oneOf.cases()) {
          var path = prefix + known.name();
          rows.add("| `%s` | object | | %s |\n".formatted(path, known.shape().doc()));
          rows(known.shape(), path + ".", rows);
        }
      }
      case Shape.ListOf list -> rows(list.item(), prefix.replaceFirst("\\.$", "[]."), rows);
      case Shape.MapOf map -> rows(map.value(), prefix.replaceFirst("\\.$", ".NAME."), rows);
      case Shape.Text _,
          Shape.Whole _,
          Shape.Flag _,
          Shape.Choice _,
          Shape.Moment _,
          Shape.Day _,
          Shape.Span _,
          Shape.Zone _,
          Shape.Parsed _ -> {}
    }
  }

  private static String row(String path, Shape.Field field) {
    var name = "`" + path + "`";
    var required = field.presence() instanceof Shape.Presence.Required;
    var fallback =
        field.presence() instanceof Shape.Presence.Defaulted(var value) ? fallback(value) : "";
    return "| %s | %s | %s | %s%s |\n"
        .formatted(
            required ? "**" + name + "**" : name,
            type(field.shape()),
            fallback,
            field.doc().isEmpty() ? doc(field.shape()) : field.doc(),
            choices(field.shape()));
  }

  private static String fallback(Node value) {
    return switch (value) {
      case Node.Text(_, var text) -> "`" + text + "`";
      case Node.Entries(_, var entries) when entries.isEmpty() -> "";
      case Node.Numeral _, Node.Flag _, Node.Nothing _, Node.Items _, Node.Entries _ ->
          "`" + JsonWriter.compact(value) + "`";
    };
  }

  private static String doc(Shape shape) {
    return switch (shape) {
      case Shape.Parsed parsed -> parsed.doc();
      case Shape.RecordOf record -> record.doc();
      case Shape.OneOf oneOf -> oneOf.doc();
      case Shape.Text _,
          Shape.Whole _,
          Shape.Flag _,
          Shape.Choice _,
          Shape.Moment _,
          Shape.Day _,
          Shape.Span _,
          Shape.Zone _,
          Shape.ListOf _,
          Shape.MapOf _ ->
          "";
    };
  }

  private static String type(Shape shape) {
    return switch (shape) {
      case Shape.Text _ -> "text";
      case Shape.Whole(var least, var most, _) -> "number" + range(least, most);
      case Shape.Flag _ -> "true or false";
      case Shape.Choice _ -> "choice";
      case Shape.Moment _ -> "moment";
      case Shape.Day _ -> "day";
      case Shape.Span _ -> "time";
      case Shape.Zone _ -> "time zone";
      case Shape.Parsed parsed -> words(parsed.type().getSimpleName());
      case Shape.ListOf list -> "list of " + type(list.item());
      case Shape.MapOf map -> "map of " + type(map.value());
      case Shape.RecordOf _ -> "object";
      case Shape.OneOf _ -> "one of";
    };
  }

  private static String range(long least, long most) {
    var isBelow = most < Integer.MAX_VALUE;
    var isAbove = least > Integer.MIN_VALUE;
    if (isAbove && isBelow) {
      return " %d–%d".formatted(least, most);
    }
    return isAbove ? " from " + least : "";
  }

  /** {@code SecretReference} is a "secret reference". */
  private static String words(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  private static String choices(Shape shape) {
    if (!(shape instanceof Shape.Choice choice)) {
      return "";
    }
    return choice.constants().entrySet().stream()
        .map(constant ->
            constant.getValue().doc().isEmpty()
                ? "`%s`".formatted(constant.getKey())
                : "`%s`: %s".formatted(constant.getKey(), constant.getValue().doc()))
        .collect(Collectors.joining(" ", " ", ""));
  }
}
