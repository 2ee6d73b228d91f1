package io.holdfast.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class AttemptsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  private final Attempts attempts = new Attempts();

  @Test
  void lets_each_failure_after_the_first_ones_wait_longer_up_to_a_bound() {
    for (int i = 0; i < Attempts.FREE; i++) {
      assertThat(attempts.failed("a", NOW)).isZero();
    }

    assertThat(attempts.failed("a", NOW)).isEqualTo(Duration.ofMillis(250));
    assertThat(attempts.failed("a", NOW)).isEqualTo(Duration.ofMillis(500));
    for (int i = 0; i < 2000; i++) {
      attempts.failed("a", NOW);
    }
    assertThat(attempts.failed("a", NOW)).isEqualTo(Attempts.LONGEST);
  }

  @Test
  void lets_nobody_wait_for_another_address() {
    for (int i = 0; i < 10; i++) {
      attempts.failed("a", NOW);
    }

    assertThat(attempts.failed("b", NOW)).isZero();
    assertThat(attempts.total()).isEqualTo(11);
  }

  @Test
  void forgets_after_a_while() {
    for (int i = 0; i < 10; i++) {
      attempts.failed("a", NOW);
    }

    assertThat(attempts.failed("a", NOW.plus(Attempts.FORGOTTEN).plusMillis(1))).isZero();
  }

  @Test
  void remembers_a_bounded_number_of_addresses() {
    for (int i = 0; i < 10; i++) {
      attempts.failed("a", NOW);
    }
    for (int i = 0; i < Attempts.MOST_ADDRESSES; i++) {
      attempts.failed("address " + i, NOW);
    }

    assertThat(attempts.failed("a", NOW)).isZero();
  }
}
