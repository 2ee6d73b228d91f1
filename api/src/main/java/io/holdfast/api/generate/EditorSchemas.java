package io.holdfast.api.generate;

import static io.holdfast.schema.document.Node.entries;
import static io.holdfast.schema.document.Node.entry;
import static io.holdfast.schema.document.Node.items;
import static io.holdfast.schema.document.Node.text;

import io.holdfast.api.kind.Kind;
import io.holdfast.schema.document.Node;
import io.holdfast.schema.jsonschema.Dialect;
import io.holdfast.schema.jsonschema.JsonSchema;
import io.holdfast.schema.shape.Shapes;
import io.holdfast.schema.text.JsonWriter;
import java.util.ArrayList;
import java.util.List;

/** The kinds as JSON Schema 2020-12, for editors that complete and check while one writes. */
public final class EditorSchemas {
  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  private EditorSchemas() {}

  /** The schema of one kind, as indented JSON. */
  public static String of(Class<? extends Kind> type) {
    var schema = new ArrayList<Node.Entry>();
    schema.add(entry("$schema", text(DIALECT)));
    schema.add(entry("title", text(type.getSimpleName())));
    schema.addAll(((Node.Entries) JsonSchema.of(Shapes.of(type), Dialect.EDITOR)).entries());
    return JsonWriter.indented(entries(schema));
  }

  /** The schema of a document of any kind, as indented JSON. */
  public static String all() {
    return JsonWriter.indented(
        entries(
            List.of(
                entry("$schema", text(DIALECT)),
                entry("title", text("A document of " + Kind.GROUP)),
                entry(
                    "oneOf",
                    items(
                        Kind.all().stream()
                            .map(type -> JsonSchema.of(Shapes.of(type), Dialect.EDITOR))
                            .toList())))));
  }
}
