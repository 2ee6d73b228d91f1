package io.holdfast.protection.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RecoveryPointAgeTest {
  private static final Instant NOW = Instant.parse("2026-11-06T12:00:00Z");
  private static final Duration FOUR_HOURS = Duration.ofHours(4);

  @Test
  void is_met_up_to_the_objective() {
    assertThat(age("2026-11-06T08:00:00Z")).isEqualTo(new RecoveryPointAge.Met(FOUR_HOURS));
  }

  @Test
  void is_missed_by_what_lies_beyond_it() {
    assertThat(age("2026-11-06T07:59:00Z"))
        .isEqualTo(new RecoveryPointAge.Missed(Duration.ofMinutes(241), Duration.ofMinutes(1)));
  }

  @Test
  void counts_from_the_newest_one_that_is_not_of_the_future() {
    assertThat(age("2026-11-06T10:00:00Z", "2027-01-01T00:00:00Z", "2026-11-06T11:00:00Z"))
        .isEqualTo(new RecoveryPointAge.Met(Duration.ofHours(1)));
  }

  @Test
  void without_a_complete_point_there_is_no_age() {
    assertThat(age()).isEqualTo(new RecoveryPointAge.NothingComplete());
    assertThat(age("2027-01-01T00:00:00Z")).isEqualTo(new RecoveryPointAge.NothingComplete());
  }

  private static RecoveryPointAge age(String... complete) {
    return RecoveryPointAge.of(
        List.of(complete).stream().map(Instant::parse).toList(), FOUR_HOURS, NOW);
  }
}
