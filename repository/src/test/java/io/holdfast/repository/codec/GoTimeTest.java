package io.holdfast.repository.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testkit.fact.Fact;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GoTimeTest {
  @ParameterizedTest
  @CsvSource({
    "2026-11-23T08:00:00Z, 2026-11-23T08:00:00Z",
    "2026-11-23T08:00:00.120000000Z, 2026-11-23T08:00:00.12Z",
    "2026-11-23T08:00:00.000000001Z, 2026-11-23T08:00:00.000000001Z",
    "1969-12-31T23:59:59.5Z, 1969-12-31T23:59:59.5Z",
    "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999999Z",
  })
  @Fact("F30")
  void writes_utc_with_as_many_digits_as_it_takes(Instant time, String text) throws IOException {
    assertThat(GoTime.format(time)).isEqualTo(text);
    assertThat(GoTime.parse(text)).isEqualTo(time);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T10:00:00+02:00, 2026-11-23T08:00:00Z",
    "2026-11-22T20:30:00.25-11:30, 2026-11-23T08:00:00.25Z",
  })
  @Fact("F30")
  void reads_the_times_of_any_zone(String text, Instant time) throws IOException {
    assertThat(GoTime.parse(text)).isEqualTo(time);
  }
}
