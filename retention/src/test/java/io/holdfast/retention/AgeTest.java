package io.holdfast.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.testkit.property.Property;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AgeTest {
  @Test
  void goes_back_a_month_as_go_does() {
    assertThat(before("2026-10-31T10:00:00Z", "1m")).isEqualTo("2026-10-01T10:00:00Z");
    assertThat(before("2026-03-31T10:00:00Z", "1m")).isEqualTo("2026-03-03T10:00:00Z");
    assertThat(before("2024-02-29T10:00:00Z", "1y")).isEqualTo("2023-03-01T10:00:00Z");
    assertThat(before("2026-01-01T10:00:00Z", "1y2m3d4h")).isEqualTo("2024-10-29T06:00:00Z");
  }

  private static String before(String time, String age) {
    return Age.parse(age).before(Instant.parse(time), ZoneOffset.UTC).toString();
  }

  @Test
  void reads_what_it_prints() {
    assertThat(Age.parse(" 2y5m7d3h ")).isEqualTo(new Age(2, 5, 7, 3)).hasToString("2y5m7d3h");
  }

  @Test
  void refuses_words_that_mean_nothing() {
    for (String wrong : List.of("7", "7w", "d", "-1d", "1d x", "99999999999d")) {
      assertThatThrownBy(() -> Age.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void reaches_no_less_far_back_when_no_number_is_smaller() {
    Property.check(
        20_000,
        random -> {
          ZoneId zone = ZoneId.of(random.nextBoolean() ? "Europe/Berlin" : "America/New_York");
          Instant time = Instant.ofEpochSecond(1_600_000_000L + random.nextInt(200_000_000));
          Age small =
              new Age(random.nextInt(3), random.nextInt(14), random.nextInt(40), random.nextInt(3));
          Age large =
              new Age(
                  small.years() + random.nextInt(2),
                  small.months() + random.nextInt(2),
                  small.days() + random.nextInt(2),
                  small.hours() + random.nextInt(2));

          assertThat(large.before(time, zone))
              .as("%s and %s before %s", small, large, time)
              .isBeforeOrEqualTo(small.before(time, zone));
        });
  }
}
