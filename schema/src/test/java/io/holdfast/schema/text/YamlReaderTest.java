package io.holdfast.schema.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.schema.document.Bounds;
import io.holdfast.schema.document.Mistake;
import io.holdfast.schema.document.Node;
import io.holdfast.schema.document.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class YamlReaderTest {
  private static final Bounds SMALL = new Bounds(2000, 5, 100, 3, 10);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "on",
        "no",
        "yes",
        "012",
        "0x1f",
        "1_000",
        ".5",
        "+1",
        "1:30",
        "2026-01-01",
        "True"
      })
  void what_only_yaml_1_1_takes_for_something_else_is_text(String plain) {
    assertThat(read("a: " + plain)).isEqualTo("{\"a\":\"%s\"}".formatted(plain));
  }

  @Test
  void plain_flags_numbers_and_nulls_are_what_they_are_in_json() {
    assertThat(read("[true, false, null, ~, , 1, -2.5e3]".replace(" ,", "")))
        .isEqualTo("[true,false,null,null,1,-2.5e3]");
  }

  @Test
  void quoted_scalars_are_text() {
    assertThat(read("['1', \"true\", !!str 2, 'it''s']"))
        .isEqualTo("[\"1\",\"true\",\"2\",\"it's\"]");
  }

  @Test
  void empty_documents_are_left_out() {
    assertThat(
            YamlReader.read("f", "---\n---\na: 1\n---\n# nothing\n".getBytes(UTF_8), SMALL)
                .orThrow())
        .hasSize(1);
  }

  @Test
  void an_anchor_may_be_repeated() {
    assertThat(read("a: &x [1]\nb: *x")).isEqualTo("{\"a\":[1],\"b\":[1]}");
  }

  @Test
  void one_alias_too_many_is_refused() {
    assertThat(mistake("a: &x 1\nb: [*x, *x, *x, *x]"))
        .hasToString("f:2:17: is one alias too many; expected at most 3 aliases");
  }

  @Test
  void what_aliases_repeat_counts_as_often_as_it_is_repeated() {
    var laughs = "a: &a [%s]\nb: &b [*a, *a]\nc: *b".formatted("1,".repeat(30));

    assertThat(mistake(laughs))
        .hasToString("f:3:4: is one value too many; expected at most 100 values");
  }

  @Test
  void an_anchor_that_holds_itself_is_refused() {
    assertThat(mistake("a: &x [*x]"))
        .hasToString("f:1:8: is an alias of \"x\", which is no anchor before it; expected a value");
  }

  @Test
  void an_anchor_does_not_reach_into_the_next_document() {
    assertThat(mistake("a: &x 1\n---\na: *x").position()).hasToString("f:3:4");
  }

  @Test
  void a_key_that_comes_twice_is_refused() {
    assertThat(mistake("a: 1\nb: 2\n\"a\": 3"))
        .hasToString("f:3:1: has the key \"a\" twice; expected each key once");
  }

  @Test
  void a_key_that_is_no_text_is_refused() {
    assertThat(mistake("? [a]\n: 1").problem()).isEqualTo("is a key that is no text");
  }

  @Test
  void a_tag_is_refused() {
    assertThat(mistake("a: !!java.net.URL [http://localhost]"))
        .hasToString(
            "f:1:4: has the tag \"tag:yaml.org,2002:java.net.URL\"; expected a value without a tag;"
                + " its type follows from where it stands");
  }

  @Test
  void too_deep_is_refused_before_it_is_read() {
    assertThat(mistake("[".repeat(1900)))
        .hasToString("f:1:6: stands too deep; expected at most 5 lists and objects in each other");
  }

  @Test
  void too_many_values_are_refused() {
    assertThat(mistake("[" + "1,".repeat(200) + "]").problem()).isEqualTo("is one value too many");
  }

  @Test
  void too_many_bytes_are_refused() {
    assertThat(mistake("#".repeat(2001)))
        .hasToString("f:1:1: has 2001 bytes; expected at most 2000");
  }

  @Test
  void bytes_that_are_not_utf_8_are_refused_where_they_stand() {
    assertThat(mistakes(new byte[] {'a', ':', '\n', ' ', (byte) 0xc3, '('}))
        .extracting(Mistake::toString)
        .containsExactly("f:2:2: is not UTF-8 from here on; expected text in UTF-8");
  }

  @Test
  void half_a_character_is_refused() {
    assertThat(mistake("a: \"\\ud800\"").position().line()).isEqualTo(1);
  }

  @Test
  void a_tab_as_indent_is_refused_where_it_stands() {
    var mistake = mistake("a:\n  b: 1\n\tc: 2\n");

    assertThat(mistake.position().line()).isEqualTo(3);
    assertThat(mistake.problem()).startsWith("is not YAML: ");
  }

  @Test
  void an_open_bracket_is_refused() {
    assertThat(mistake("a: [1, 2\nb: 3\n").problem()).startsWith("is not YAML: ");
  }

  @Test
  void a_mark_that_yaml_does_not_know_is_refused() {
    assertThat(mistake("a: \u0001").problem()).startsWith("is not YAML: ");
  }

  private static String read(String yaml) {
    return JsonWriter.compact(
        YamlReader.read("f", yaml.getBytes(UTF_8), SMALL).orThrow().getFirst());
  }

  private static Mistake mistake(String yaml) {
    return mistakes(yaml.getBytes(UTF_8)).getFirst();
  }

  private static List<Mistake> mistakes(byte[] yaml) {
    Reading<List<Node>> reading = YamlReader.read("f", yaml, SMALL);
    return reading.mistakesFound();
  }
}
