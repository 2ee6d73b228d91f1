package io.holdfast.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.schema.bind.UnknownFields;
import io.holdfast.schema.document.Bounds;
import io.holdfast.schema.document.Mistake;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MistakesTest {
  private static final String RIGHT =
      """
      version: "1"
      kind: Garden
      place: {zone: Europe/Berlin, area: 12m2, frost: 2026-10-01}
      beds:
        - name: roses
          rows: 2
        - name: peas
          rows: 1
          light: FullSun
      watering: {least: 10m, most: 1h}
      since: "2026-01-31T12:00:00Z"
      events: [{sown: {what: peas}}]
      """;

  @Test
  void a_right_document_has_none() {
    assertThat(mistakes(RIGHT)).isEmpty();
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "rows: 2 | rows: 9 | 6:11 | beds[0].rows | is the number 9 | a whole number from 1 to 5",
        "rows: 2 | rows: two | 6:11 | beds[0].rows | is the text \"two\" | a whole number from 1 to"
            + " 5",
        "rows: 2 | rows: 2.5 | 6:11 | beds[0].rows | is the number 2.5 | a whole number from 1 to"
            + " 5",
        "rows: 2 | rows: 02 | 6:11 | beds[0].rows | is the text \"02\" | a whole number from 1 to"
            + " 5",
        "rows: 2 | rows: 99999999999999999999 | 6:11 | beds[0].rows | is the number"
            + " 99999999999999999999 | a whole number from 1 to 5",
        "rows: 2 | rows: | 6:10 | beds[0].rows | has no value | a whole number from 1 to 5",
        "light: FullSun | ligth: FullSun | 9:5 | beds[1].ligth | is an unknown field, did you mean"
            + " \"light\"? | one of name, rows, seeds, light",
        "rows: 2 | seeds: 2 | 5:5 | beds[0].rows | is missing | a whole number from 1 to 5",
        "name: roses | name: Roses | 5:11 | beds[0].name | is \"Roses\" | a name in small letters",
        "name: roses | name: true | 5:11 | beds[0].name | is true | a name in small letters, in"
            + " quotation marks since it would not be text without them",
        "name: roses | name: [] | 5:11 | beds[0].name | is a list | a name in small letters",
        "name: roses | name: peas | 7:11 | beds[1].name | is \"peas\" again | another name",
        "FullSun | fullsun | 9:12 | beds[1].light | is \"fullsun\", did you mean \"FullSun\"? | one"
            + " of FullSun, Half, none",
        "Europe/Berlin | Europe/Berln | 3:15 | place.zone | is the unknown zone \"Europe/Berln\","
            + " did you mean \"Europe/Berlin\"? | a time zone such as Europe/Berlin or UTC",
        "12m2 | 12ha | 3:36 | place.area | cannot read \"12ha\" as an area | an area such as 12m2",
        "2026-10-01 | 2026-13-01 | 3:49 | place.frost | is \"2026-13-01\" | a day such as"
            + " 2026-01-31",
        "12:00:00Z | noon | 11:8 | since | is \"2026-01-31Tnoon\" | a moment such as"
            + " 2026-01-31T12:00:00Z",
        "least: 10m | least: 10min | 10:19 | watering.least | cannot read \"10min\" as a duration |"
            + " a number with a unit d, h, m, s or ms, such as 90s, 24h or 7d",
        "least: 10m | least: 10 | 10:19 | watering.least | is the number 10 | a number with a unit"
            + " d, h, m, s or ms, such as 90s, 24h or 7d, in quotation marks since it would not be"
            + " text without them",
        "least: 10m | least: 2h | 10:11 | watering | least PT2H is more than most PT1H | ",
        "sown: | swon: | 12:11 | events[0] | has the unknown field \"swon\", did you mean \"sown\"?"
            + " | one of sown, rainFell",
        "{sown: {what: peas}} | {} | 12:10 | events[0] | has 0 fields | an object with exactly one"
            + " of sown, rainFell",
        "{sown: {what: peas}} | sown | 12:10 | events[0] | is the text \"sown\" | an object with"
            + " exactly one of sown, rainFell",
        "version: \"1\" | version: \"2\" | 1:10 | version | is the text \"2\" | \"1\"",
        "kind: Garden | since: null | 1:1 | kind | is missing | \"Garden\"",
      })
  void a_mistake_says_where_what_and_what_was_expected(
      String right,
      String wrong,
      String place,
      String path,
      String problem,
      @Nullable String expected) {
    var text = RIGHT.replace(right, wrong);
    if (wrong.startsWith("since")) {
      text = text.replace("since: \"2026-01-31T12:00:00Z\"\n", "");
    }

    var mistakes = mistakes(text);

    assertThat(mistakes).hasSize(1);
    var mistake = mistakes.getFirst();
    assertThat(mistake.position()).hasToString("garden.yaml:" + place);
    assertThat(mistake.path()).isEqualTo(path);
    assertThat(mistake.problem()).isEqualTo(problem);
    assertThat(mistake.expected()).isEqualTo(expected == null ? "" : expected);
  }

  @Test
  void all_are_found_at_once() {
    var text = RIGHT.replace("roses", "Roses").replace("rows: 1", "rows: 7").replace("1h", "1 h");

    assertThat(mistakes(text))
        .extracting(Mistake::path)
        .containsExactly("beds[0].name", "beds[1].rows", "watering.most");
  }

  @Test
  void beyond_a_bound_they_are_counted() {
    var beds = new StringBuilder("events:\n");
    for (int i = 0; i < 500; i++) {
      beds.append("  - 1\n");
    }

    var mistakes = mistakes(RIGHT.replaceFirst("events:.*\n", beds.toString()));

    assertThat(mistakes).hasSize(101);
    assertThat(mistakes.getLast().problem()).isEqualTo("400 more mistakes are not listed");
  }

  @Test
  void a_mistake_is_one_line_whatever_was_found() {
    var mistake =
        mistakes(RIGHT.replace("roses", "\"a\\nb\\e[31m" + "x".repeat(200) + "\"")).getFirst();

    assertThat(mistake.toString())
        .isEqualTo(
            "garden.yaml:5:11: beds[0].name: is \"a\\nb\\u001b[31m"
                + "x".repeat(72)
                + "…\"; expected a name in small letters");
  }

  @Test
  void the_keys_of_a_map_are_quoted_in_paths_when_they_are_no_names() {
    var mistakes = mistakes(RIGHT + "labels: {a.b/c: 1}\n");

    assertThat(mistakes).extracting(Mistake::path).containsExactly("labels[\"a.b/c\"]");
  }

  @Test
  void a_document_finds_the_place_of_any_path() {
    var document =
        Documents.read(
                "garden.yaml", (RIGHT + "labels: {a.b/c: d}\n").getBytes(UTF_8), Bounds.DEFAULT)
            .orThrow()
            .getFirst();

    assertThat(document.position("beds[1].light")).hasToString("garden.yaml:9:12");
    assertThat(document.position("labels[\"a.b/c\"]")).hasToString("garden.yaml:13:17");
    assertThat(document.position("beds[1].absent")).hasToString("garden.yaml:7:5");
  }

  private static List<Mistake> mistakes(String yaml) {
    var document =
        Documents.read("garden.yaml", yaml.getBytes(UTF_8), Bounds.DEFAULT).orThrow().getFirst();
    return document.as(Garden.class, UnknownFields.REFUSE).mistakesFound();
  }
}
