package io.holdfast.repository.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimestampTest {
  @Test
  void is_an_instant_before_and_after_1970() {
    for (String text : new String[] {"1969-12-31T23:59:59.9Z", "2446-05-10T22:38:55.000000001Z"}) {
      Instant instant = Instant.parse(text);

      assertThat(Timestamp.of(instant).instant()).isEqualTo(instant);
    }
    assertThat(Timestamp.of(Instant.parse("1969-12-31T23:59:59.9Z")))
        .isEqualTo(new Timestamp(-1, 900_000_000));
  }

  @Test
  void takes_seconds_that_no_instant_has() {
    assertThat(new Timestamp(Long.MAX_VALUE, 1).instant()).isEqualTo(Instant.MAX);
    assertThat(new Timestamp(Long.MIN_VALUE, 1).instant()).isEqualTo(Instant.MIN);
  }

  @Test
  void refuses_more_nanoseconds_than_a_second_has() {
    assertThatThrownBy(() -> new Timestamp(0, 1_000_000_000))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Timestamp(0, -1)).isInstanceOf(IllegalArgumentException.class);
  }
}
