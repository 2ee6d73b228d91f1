package io.holdfast.api.generate;

import static io.holdfast.schema.document.Node.entries;
import static io.holdfast.schema.document.Node.entry;
import static io.holdfast.schema.document.Node.flag;
import static io.holdfast.schema.document.Node.items;
import static io.holdfast.schema.document.Node.numeral;
import static io.holdfast.schema.document.Node.text;

import io.holdfast.api.kind.Kind;
import io.holdfast.api.kind.Resource;
import io.holdfast.api.value.Texts;
import io.holdfast.schema.document.Node;
import io.holdfast.schema.document.Quoted;
import io.holdfast.schema.jsonschema.Dialect;
import io.holdfast.schema.jsonschema.JsonSchema;
import io.holdfast.schema.shape.Shape;
import io.holdfast.schema.shape.Shapes;
import io.holdfast.schema.text.YamlWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The kinds as custom resource definitions ({@code apiextensions.k8s.io/v1}). */
public final class ResourceDefinitions {
  private ResourceDefinitions() {}

  /** All of them, as one text in YAML. */
  public static String yaml() {
    return YamlWriter.writeAll(Kind.all().stream().map(ResourceDefinitions::of).toList());
  }

  public static Node of(Class<? extends Kind> type) {
    var resource = Kind.resource(type);
    return entries(
        List.of(
            entry("apiVersion", text("apiextensions.k8s.io/v1")),
            entry("kind", text("CustomResourceDefinition")),
            entry(
                "metadata",
                entries(List.of(entry("name", text(resource.plural() + "." + Kind.GROUP))))),
            entry(
                "spec",
                entries(
                    List.of(
                        entry("group", text(Kind.GROUP)),
                        entry("scope", text("Namespaced")),
                        entry("names", names(type, resource)),
                        entry("versions", items(List.of(version(type, resource)))))))));
  }

  private static Node names(Class<? extends Kind> type, Resource resource) {
    return entries(
        List.of(
            entry("kind", text(type.getSimpleName())),
            entry("listKind", text(type.getSimpleName() + "List")),
            entry("plural", text(resource.plural())),
            entry("singular", text(type.getSimpleName().toLowerCase(Locale.ROOT))),
            entry("shortNames", items(List.of(text(resource.shortName())))),
            entry("categories", items(List.of(text("holdfast"))))));
  }

  private static Node version(Class<? extends Kind> type, Resource resource) {
    return entries(
        List.of(
            entry("name", text(Kind.VERSION)),
            entry("served", flag(true)),
            entry("storage", flag(true)),
            entry("subresources", entries(List.of(entry("status", entries(List.of()))))),
            entry("additionalPrinterColumns", columns(resource)),
            entry("schema", entries(List.of(entry("openAPIV3Schema", schema(type)))))));
  }

  private static Node columns(Resource resource) {
    var columns = new ArrayList<Node>();
    Arrays.stream(resource.columns()).forEach(column -> columns.add(column(column)));
    columns.add(
        entries(
            List.of(
                entry("name", text("Age")),
                entry("type", text("date")),
                entry("jsonPath", text(".metadata.creationTimestamp")))));
    return items(columns);
  }

  private static Node column(Resource.Column column) {
    var entries = new ArrayList<Node.Entry>();
    entries.add(entry("name", text(column.name())));
    entries.add(entry("type", text(column.type())));
    entries.add(entry("jsonPath", text(column.path())));
    if (column.priority() > 0) {
      entries.add(entry("priority", numeral(column.priority())));
    }
    return entries(entries);
  }

  /**
   * Kubernetes knows apiVersion, kind and metadata by itself; of the metadata we ask for the name.
   */
  private static Node schema(Class<? extends Kind> type) {
    var record = (Shape.RecordOf) Shapes.of(type);
    var properties =
        record.fields().stream()
            .filter(field -> !field.name().equals("metadata"))
            .map(field -> entry(field.name(), JsonSchema.of(field, Dialect.KUBERNETES)))
            .toList();
    var nameRule = "self.metadata.name.matches(%s)".formatted(Quoted.whole("^" + Texts.NAME + "$"));
    return entries(
        List.of(
            entry("description", text(record.doc())),
            entry("type", text("object")),
            entry("required", items(List.of(text("spec")))),
            entry("properties", entries(properties)),
            entry(
                "x-kubernetes-validations",
                items(
                    List.of(
                        entries(
                            List.of(
                                entry("rule", text(nameRule)),
                                entry("message", text("expected " + Texts.A_NAME)))))))));
  }
}
