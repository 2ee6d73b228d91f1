package io.holdfast.api.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.kind.Kind;
import io.holdfast.schema.document.Bounds;
import io.holdfast.schema.document.Node;
import io.holdfast.schema.text.JsonReader;
import io.holdfast.schema.text.JsonWriter;
import io.holdfast.schema.text.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class GeneratedTest {
  private static final Path REFERENCE = Path.of("../docs/reference");

  static List<Class<? extends Kind>> kinds() {
    return Kind.all();
  }

  @Test
  void the_reference_pages_are_what_the_records_say() throws IOException {
    assertPage("kinds.md", KindsPage.markdown());
    assertPage("http-bodies.md", BodiesPage.markdown());
  }

  private static void assertPage(String name, String page) throws IOException {
    var file = REFERENCE.resolve(name);
    if (Boolean.getBoolean("holdfast.renew")) {
      Files.createDirectories(REFERENCE.toAbsolutePath());
      Files.writeString(file, page);
    }

    assertThat(file)
        .as("run mvn -pl api -am test -Dtest=GeneratedTest -Dholdfast.renew=true to write it anew")
        .hasContent(page);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void every_field_has_a_description(Class<? extends Kind> type) {
    var silent = new ArrayList<String>();

    collectSilent(ResourceDefinitions.of(type), "", silent);

    assertThat(silent).isEmpty();
  }

  /** Fields below "properties" without a description. */
  private static void collectSilent(Node node, String path, List<String> silent) {
    switch (node) {
      case Node.Entries(_, var entries) -> {
        for (var entry : entries) {
          var below = path + "/" + entry.key();
          if (path.endsWith("/properties")
              && entry.value() instanceof Node.Entries field
              && field.value("description").isEmpty()) {
            silent.add(below);
          }
          collectSilent(entry.value(), below, silent);
        }
      }
      case Node.Items(_, var items) -> items.forEach(item -> collectSilent(item, path, silent));
      case Node.Text _, Node.Numeral _, Node.Flag _, Node.Nothing _ -> {}
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void every_schema_of_a_resource_is_structural(Class<? extends Kind> type) {
    var schema = JsonWriter.compact(ResourceDefinitions.of(type));

    // What structural schemas forbid beside properties (KEP 1111), and OpenAPI 3.0 does not know.
    assertThat(schema)
        .doesNotContain(
            "\"const\"", "\"oneOf\"", "\"$ref\"", "\"additionalProperties\":false", "\"$schema\"");
  }

  /**
   * Java, JavaScript (editors) and Go (Kubernetes) read them; flags and looking ahead they do not
   * share.
   */
  @ParameterizedTest
  @MethodSource("kinds")
  void patterns_are_in_a_notation_that_all_readers_share(Class<? extends Kind> type) {
    assertThat(EditorSchemas.of(type)).contains("\"pattern\"").doesNotContain("(?");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void a_resource_has_names_a_category_columns_and_a_status_of_its_own(Class<? extends Kind> type) {
    var definition = JsonWriter.compact(ResourceDefinitions.of(type));

    assertThat(definition)
        .contains(
            "\"kind\":\"%s\",\"listKind\":\"%1$sList\"".formatted(type.getSimpleName()),
            "\"shortNames\":[\"%s\"]".formatted(Kind.resource(type).shortName()),
            "\"categories\":[\"holdfast\"]",
            "\"subresources\":{\"status\":{}}",
            "\"jsonPath\":\".metadata.creationTimestamp\"");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void every_column_shows_a_field_that_there_is(Class<? extends Kind> type) {
    var definition = (Node.Entries) ResourceDefinitions.of(type);
    var spec = (Node.Entries) definition.value("spec").orElseThrow();
    var version =
        (Node.Entries) ((Node.Items) spec.value("versions").orElseThrow()).items().getFirst();
    var schema = (Node.Entries) version.value("schema").orElseThrow();

    for (var column : Kind.resource(type).columns()) {
      Node at = schema.value("openAPIV3Schema").orElseThrow();
      for (var step : column.path().substring(1).split("\\.", -1)) {
        var properties = (Node.Entries) ((Node.Entries) at).value("properties").orElseThrow();
        at = properties.value(step).orElseThrow(() -> new AssertionError(column.path()));
      }
    }
  }

  @Test
  void rules_over_several_fields_reach_kubernetes() {
    assertThat(ResourceDefinitions.yaml())
        .contains("exactly one of file, environment and command", "self.metadata.name.matches(");
  }

  @Test
  void the_definitions_are_yaml() {
    var yaml = ResourceDefinitions.yaml().getBytes(StandardCharsets.UTF_8);

    assertThat(YamlReader.read("definitions", yaml, Bounds.DEFAULT).orThrow()).hasSize(5);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void an_editor_gets_the_kind_as_a_constant(Class<? extends Kind> type) {
    var schema = EditorSchemas.of(type);

    assertThat(read(schema))
        .contains("\"kind\":{\"const\":\"%s\"}".formatted(type.getSimpleName()));
    assertThat(read(EditorSchemas.all()))
        .contains("\"kind\":{\"const\":\"%s\"}".formatted(type.getSimpleName()));
  }

  private static String read(String json) {
    return JsonWriter.compact(
        JsonReader.read("schema", json.getBytes(StandardCharsets.UTF_8), Bounds.DEFAULT).orThrow());
  }
}
