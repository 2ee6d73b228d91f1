package io.holdfast.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.schema.document.Node;
import io.holdfast.schema.jsonschema.Dialect;
import io.holdfast.schema.jsonschema.JsonSchema;
import io.holdfast.schema.shape.Shapes;
import io.holdfast.schema.text.JsonWriter;
import org.junit.jupiter.api.Test;

final class JsonSchemaTest {

  @Test
  void an_editor_learns_everything_that_reading_checks() {
    assertThat(field("beds", Dialect.EDITOR))
        .isEqualTo(
            """
            {"description":"What grows in it.","type":"array","minItems":1,"maxItems":9,"items":\
            {"type":"object","required":["name","rows"],"properties":{\
            "name":{"type":"string","pattern":"^([a-z]+)$"},\
            "rows":{"type":"integer","format":"int32","minimum":1,"maximum":5},\
            "seeds":{"type":"integer","format":"int64"},\
            "light":{"default":"Half","type":"string","enum":["FullSun","Half","none"]}},\
            "additionalProperties":false}}\
            """);
  }

  @Test
  void kubernetes_gets_rules_and_no_refusal_of_unknown_fields() {
    assertThat(field("watering", Dialect.KUBERNETES))
        .contains(
            "\"x-kubernetes-validations\":[{\"rule\":\"self.least <="
                + " self.most\",\"message\":\"least is more than most\"}]")
        .doesNotContain("additionalProperties");
  }

  @Test
  void a_case_is_an_object_with_exactly_one_field() {
    assertThat(field("events", Dialect.KUBERNETES))
        .contains("\"properties\":{\"sown\":", "\"rainFell\":")
        .contains("\"minProperties\":1,\"maxProperties\":1")
        .doesNotContain("newer");
  }

  @Test
  void fixed_fields_are_constants_and_required() {
    var schema = JsonWriter.compact(JsonSchema.of(Shapes.of(Garden.class), Dialect.EDITOR));

    assertThat(schema)
        .startsWith(
            "{\"description\":\"A garden.\",\"type\":\"object\","
                + "\"required\":[\"version\",\"kind\",\"place\",\"beds\"],"
                + "\"properties\":{\"version\":{\"const\":\"1\"},\"kind\":{\"const\":\"Garden\"},");
  }

  private static String field(String name, Dialect dialect) {
    var schema = (Node.Entries) JsonSchema.of(Shapes.of(Garden.class), dialect);
    var properties = (Node.Entries) schema.value("properties").orElseThrow();
    return JsonWriter.compact(properties.value(name).orElseThrow());
  }
}
