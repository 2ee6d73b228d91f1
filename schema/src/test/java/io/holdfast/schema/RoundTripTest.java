package io.holdfast.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.schema.bind.UnknownFields;
import io.holdfast.schema.document.Bounds;
import io.holdfast.testkit.property.Property;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RoundTripTest {

  @Test
  void json_reads_back_to_an_equal_value() {
    Property.check(
        500,
        random -> {
          var garden = Gardens.random(random);

          var read = Json.read(Json.write(garden), Garden.class).orThrow();

          assertThat(read).isEqualTo(garden);
        });
  }

  @Test
  void yaml_reads_back_to_an_equal_value() {
    Property.check(
        500,
        random -> {
          var garden = Gardens.random(random);

          var yaml = Documents.yaml(garden).getBytes(UTF_8);
          var read = Documents.read("garden.yaml", yaml, Bounds.DEFAULT).orThrow();

          assertThat(read.getFirst().as(Garden.class, UnknownFields.REFUSE).orThrow())
              .isEqualTo(garden);
        });
  }

  @Test
  void equal_values_are_equal_bytes_whatever_the_order_of_their_maps() {
    Property.check(
        200,
        random -> {
          var seed = random.nextLong();
          var garden = Gardens.random(new Random(seed));
          var backwards = new LinkedHashMap<String, String>();
          garden.labels().keySet().stream()
              .sorted(Comparator.reverseOrder())
              .forEach(key -> backwards.put(key, garden.labels().getOrDefault(key, "")));

          var again =
              new Garden(
                  garden.place(),
                  garden.beds(),
                  backwards,
                  garden.since(),
                  garden.watering(),
                  garden.events());

          assertThat(Json.write(again)).isEqualTo(Json.write(garden));
        });
  }

  @Test
  void a_whole_value_has_its_empty_lists_and_maps_and_reads_back() {
    Property.check(
        200,
        random -> {
          var garden = Gardens.random(random);

          var whole = Json.writeWhole(garden);

          assertThat(Json.read(whole, Garden.class).orThrow()).isEqualTo(garden);
          assertThat(new String(whole, UTF_8)).contains("\"beds\":[", "\"labels\":{");
        });
  }

  @Test
  void canonical_json_is_components_in_order_without_what_is_absent() {
    var garden =
        new Garden(
            new Garden.Place(ZoneId.of("UTC"), new Garden.Area(12), null),
            List.of(new Garden.Bed("roses", 2, null, Garden.Light.DARK)),
            Map.of("b", "ä\u2028", "a", "\"\\\n\u0001"),
            null,
            new Garden.Watering(Duration.ofMinutes(90), Duration.ofDays(7), false),
            List.of(new Garden.Event.Sown("peas")));

    var json = new String(Json.write(garden), UTF_8);

    assertThat(json)
        .isEqualTo(
            """
            {"version":"1","kind":"Garden","place":{"zone":"UTC","area":"12m2"},\
            "beds":[{"name":"roses","rows":2,"light":"none"}],\
            "labels":{"a":"\\"\\\\\\n\\u0001","b":"ä%s"},\
            "watering":{"least":"1h30m","most":"7d","rain":false},\
            "events":[{"sown":{"what":"peas"}}]}\
            """
                .formatted('\u2028'));
  }

  @Test
  void a_newer_version_s_case_is_kept_as_it_was() {
    var json = "{\"frostCame\":{\"degrees\":-3,\"words\":[\"a\",null]}}";

    var read =
        Json.read(
                "segment",
                json.getBytes(UTF_8),
                Garden.Event.class,
                UnknownFields.IGNORE,
                Bounds.DEFAULT)
            .orThrow();

    assertThat(read)
        .isEqualTo(new Garden.Event.Newer("frostCame", "{\"degrees\":-3,\"words\":[\"a\",null]}"));
    assertThat(new String(Json.write(read, Garden.Event.class), UTF_8)).isEqualTo(json);
  }

  @Test
  void what_a_newer_version_adds_to_a_record_is_passed_over_in_what_is_stored() {
    var json = "{\"sown\":{\"what\":\"peas\",\"depth\":{\"cm\":3}}}".getBytes(UTF_8);

    var read = Json.read("segment", json, Garden.Event.class, UnknownFields.IGNORE, Bounds.DEFAULT);

    assertThat(read.orThrow()).isEqualTo(new Garden.Event.Sown("peas"));
  }
}
