package io.holdfast.schema.jsonschema;

import io.holdfast.schema.document.Node;
import io.holdfast.schema.shape.DurationText;
import io.holdfast.schema.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes a shape as a schema. */
public final class JsonSchema {
  private final Dialect dialect;

  private JsonSchema(Dialect dialect) {
    this.dialect = dialect;
  }

  public static Node of(Shape shape, Dialect dialect) {
    return Node.entries(new JsonSchema(dialect).schema(shape, "", null));
  }

  /** The schema of a field alone, with its description and default. */
  public static Node of(Shape.Field field, Dialect dialect) {
    return new JsonSchema(dialect).field(field);
  }

  private Node field(Shape.Field field) {
    var fallback = field.presence() instanceof Shape.Presence.Defaulted(var value) ? value : null;
    return Node.entries(schema(field.shape(), field.doc(), fallback));
  }

  private List<Node.Entry> schema(Shape shape, String doc, @Nullable Node fallback) {
    var entries = new ArrayList<Node.Entry>();
    var description = doc.isEmpty() ? docOf(shape) : doc;
    if (!description.isEmpty()) {
      entries.add(text("description", description));
    }
    if (fallback != null) {
      entries.add(Node.entry("default", fallback));
    }
    switch (shape) {
      case Shape.Text(var rule) -> addText(entries, rule);
      case Shape.Whole whole -> addWhole(entries, whole);
      case Shape.Flag _ -> entries.add(text("type", "boolean"));
      case Shape.Choice choice -> {
        entries.add(text("type", "string"));
        entries.add(Node.entry("enum", texts(choice.constants().keySet().stream())));
      }
      case Shape.Moment _ -> addFormat(entries, "date-time");
      case Shape.Day _ -> addFormat(entries, "date");
      case Shape.Span _ -> {
        entries.add(text("type", "string"));
        entries.add(text("pattern", anchored(DurationText.SCHEMA_PATTERN)));
      }
      case Shape.Zone _ -> entries.add(text("type", "string"));
      case Shape.Parsed parsed -> addText(entries, parsed.rule());
      case Shape.ListOf list -> {
        entries.add(text("type", "array"));
        addBounds(entries, "minItems", list.least(), "maxItems", list.most());
        entries.add(Node.entry("items", Node.entries(schema(list.item(), "", null))));
      }
      case Shape.MapOf map -> {
        entries.add(text("type", "object"));
        addBounds(entries, "minProperties", map.least(), "maxProperties", map.most());
        entries.add(
            Node.entry("additionalProperties", Node.entries(schema(map.value(), "", null))));
      }
      case Shape.RecordOf record -> addRecord(entries, record);
      case Shape.OneOf oneOf -> addOneOf(entries, oneOf);
    }
    return entries;
  }

  private static String docOf(Shape shape) {
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

  private static void addText(List<Node.Entry> entries, Shape.@Nullable TextRule rule) {
    entries.add(text("type", "string"));
    if (rule != null) {
      entries.add(text("pattern", anchored(rule.pattern().pattern())));
    }
  }

  /** A schema's pattern may match anywhere, ours fit the whole text. */
  private static String anchored(String pattern) {
    return "^(" + pattern + ")$";
  }

  private static void addFormat(List<Node.Entry> entries, String format) {
    entries.add(text("type", "string"));
    entries.add(text("format", format));
  }

  private static void addWhole(List<Node.Entry> entries, Shape.Whole whole) {
    entries.add(text("type", "integer"));
    entries.add(text("format", whole.wide() ? "int64" : "int32"));
    if (whole.least() != Integer.MIN_VALUE && whole.least() != Long.MIN_VALUE) {
      entries.add(Node.entry("minimum", Node.numeral(whole.least())));
    }
    if (whole.most() != Integer.MAX_VALUE && whole.most() != Long.MAX_VALUE) {
      entries.add(Node.entry("maximum", Node.numeral(whole.most())));
    }
  }

  private static void addBounds(
      List<Node.Entry> entries, String leastName, int least, String mostName, int most) {
    if (least > 0) {
      entries.add(Node.entry(leastName, Node.numeral(least)));
    }
    if (most < Integer.MAX_VALUE) {
      entries.add(Node.entry(mostName, Node.numeral(most)));
    }
  }

  private void addRecord(List<Node.Entry> entries, Shape.RecordOf record) {
    var properties = new ArrayList<Node.Entry>();
    record
        .fixed()
        .forEach((name, value) ->
            properties.add(
                Node.entry(
                    name,
                    dialect == Dialect.EDITOR
                        ? Node.entries(List.of(text("const", value)))
                        : Node.entries(List.of(text("type", "string"))))));
    for (var field : record.fields()) {
      properties.add(Node.entry(field.name(), field(field)));
    }
    var required =
        Stream.concat(
                record.fixed().keySet().stream(),
                record.fields().stream()
                    .filter(field -> field.presence() instanceof Shape.Presence.Required)
                    .map(Shape.Field::name))
            .toList();
    addObject(entries, properties, required);
    if (dialect == Dialect.KUBERNETES && !record.rules().isEmpty()) {
      entries.add(
          Node.entry(
              "x-kubernetes-validations",
              Node.items(
                  record.rules().entrySet().stream()
                      .map(rule ->
                          Node.entries(
                              List.of(
                                  text("rule", rule.getKey()), text("message", rule.getValue()))))
                      .toList())));
    }
  }

  private void addOneOf(List<Node.Entry> entries, Shape.OneOf oneOf) {
    var properties =
        oneOf.cases().stream()
            .map(known -> Node.entry(known.name(), Node.entries(schema(known.shape(), "", null))))
            .toList();
    addObject(entries, properties, List.of());
    // Exactly one, in words that both dialects know.
    entries.add(Node.entry("minProperties", Node.numeral(1)));
    entries.add(Node.entry("maxProperties", Node.numeral(1)));
  }

  private void addObject(
      List<Node.Entry> entries, List<Node.Entry> properties, List<String> required) {
    entries.add(text("type", "object"));
    if (!required.isEmpty()) {
      entries.add(Node.entry("required", texts(required.stream())));
    }
    if (!properties.isEmpty()) {
      entries.add(Node.entry("properties", Node.entries(properties)));
    }
    if (dialect == Dialect.EDITOR) {
      entries.add(Node.entry("additionalProperties", Node.flag(false)));
    }
  }

  private static Node texts(Stream<String> texts) {
    return Node.items(texts.map(Node::text).toList());
  }

  private static Node.Entry text(String key, String value) {
    return Node.entry(key, Node.text(value));
  }
}
