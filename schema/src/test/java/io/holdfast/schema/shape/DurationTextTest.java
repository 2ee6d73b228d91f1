package io.holdfast.schema.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.testkit.property.Property;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationTextTest {

  @ParameterizedTest
  @CsvSource({
    "90s, PT1M30S, 1m30s", "15m, PT15M, 15m", "24h, PT24H, 24h", "7d, PT168H, 7d",
        "36h, PT36H, 36h",
    "1d12h, PT36H, 36h", "250ms, PT0.25S, 250ms", "0s, PT0S, 0s", "-1h, PT-1H, -1h",
        "48h, PT48H, 2d"
  })
  void a_length_is_read_and_written(String text, Duration length, String canonical) {
    assertThat(DurationText.parse(text)).isEqualTo(length);
    assertThat(DurationText.write(length)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "5",
        "5 m",
        "5min",
        "1w",
        "1m1h",
        "1h1h",
        "1.5h",
        "PT1H",
        "999999999999999999999s",
        "٣s"
      })
  void what_is_no_length_is_refused(String text) {
    assertThatThrownBy(() -> DurationText.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("cannot read \"%s\" as a duration".formatted(text));
  }

  @Test
  void any_length_reads_back() {
    Property.check(
        1000,
        random -> {
          var length = Duration.ofSeconds(random.nextLong(1L << 40), random.nextInt(1_000_000_000));

          assertThat(DurationText.parse(DurationText.write(length))).isEqualTo(length);
          assertThat(DurationText.write(length)).matches(DurationText.SCHEMA_PATTERN);
        });
  }
}
