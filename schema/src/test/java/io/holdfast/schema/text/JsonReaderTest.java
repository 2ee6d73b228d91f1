package io.holdfast.schema.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.schema.document.Bounds;
import io.holdfast.schema.document.NodePath;
import io.holdfast.testkit.property.Property;
import org.junit.jupiter.api.Test;

final class JsonReaderTest {
  private static final Bounds SMALL = new Bounds(2000, 5, 100, 0, 10);

  @Test
  void a_document_is_read_with_its_places() {
    var node =
        JsonReader.read("f", "{\n  \"a\": [1, \"ä\", true, null]}".getBytes(UTF_8), SMALL)
            .orThrow();

    assertThat(JsonWriter.compact(node)).isEqualTo("{\"a\":[1,\"ä\",true,null]}");
    assertThat(NodePath.find(node, "a[1]")).hasToString("f:2:12");
  }

  @Test
  void a_key_that_comes_twice_is_refused() {
    assertThat(mistake("{\"a\": 1,\n \"a\": 2}"))
        .isEqualTo("f:2:2: has the key \"a\" twice; expected each key once");
  }

  @Test
  void what_stands_behind_the_document_is_refused() {
    assertThat(mistake("{} {}")).isEqualTo("f:1:4: stands behind the document; expected the end");
  }

  @Test
  void nothing_is_refused() {
    assertThat(mistake(" ")).isEqualTo("f:1:1: is empty; expected a JSON document");
  }

  @Test
  void a_document_that_was_cut_is_refused() {
    assertThat(mistake("{\"a\": [1,")).contains("is not JSON: ").doesNotContain("Source");
  }

  @Test
  void too_deep_is_refused_before_it_is_read() {
    assertThat(mistake("[".repeat(1000)))
        .isEqualTo("f:1:6: stands too deep; expected at most 5 lists and objects in each other");
  }

  @Test
  void too_many_bytes_are_refused() {
    assertThat(mistake(" ".repeat(2001))).isEqualTo("f:1:1: has 2001 bytes; expected at most 2000");
  }

  @Test
  void too_many_values_are_refused() {
    assertThat(mistake("[" + "1,".repeat(150) + "1]")).contains("is one value too many");
  }

  @Test
  void half_a_character_is_refused() {
    assertThat(mistake("[\"\\ud834\"]"))
        .isEqualTo("f:1:2: holds half a character; expected text in Unicode");
  }

  @Test
  void a_number_that_is_very_long_is_refused() {
    assertThat(mistake("[" + "1".repeat(1900) + "]")).contains("is too large: ");
  }

  @Test
  void whatever_the_bytes_are_only_a_value_or_mistakes_come_out() {
    var json = "{\"a\":[1,\"x\\u0041\",true,null,{\"b\":-2.5e3}]}".getBytes(UTF_8);
    Property.check(
        2000,
        random -> {
          var hostile = json.clone();
          for (int i = random.nextInt(4); i >= 0; i--) {
            hostile[random.nextInt(hostile.length)] = (byte) random.nextInt(256);
          }

          var asJson = JsonReader.read("f", hostile, SMALL);
          var asYaml = YamlReader.read("f", hostile, SMALL);

          assertThat(asJson.mistakesFound()).hasSizeLessThanOrEqualTo(1);
          assertThat(asYaml.mistakesFound()).hasSizeLessThanOrEqualTo(1);
        });
  }

  private static String mistake(String json) {
    return JsonReader.read("f", json.getBytes(UTF_8), SMALL).mistakesFound().getFirst().toString();
  }
}
