package io.holdfast.cli.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.lock.LockFile;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class LockWordsTest {
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

  @Test
  void says_who_and_since_when() {
    assertThat(LockWords.holder(lock(Duration.ofSeconds(-72), "db-0"), NOW))
        .isEqualTo("process 42 on db-0 (anna), shared, renewed 1:12 ago");
    assertThat(LockWords.holder(lock(Duration.ofSeconds(20), "db-0"), NOW))
        .endsWith("renewed 0:00 ago");
  }

  @Test
  void says_that_a_clock_is_wrong() {
    assertThat(LockWords.holder(lock(Duration.ofHours(3), "db-0"), NOW))
        .endsWith("renewed 3:00:00 from now, so a clock is wrong");
  }

  @Test
  void shows_no_more_of_a_name_than_a_name_can_have() {
    assertThat(LockWords.holder(lock(Duration.ZERO, "h".repeat(1_000_000)), NOW))
        .contains("hh...")
        .hasSizeLessThan(400);
  }

  private static LockFile lock(Duration fromNow, String host) {
    return new LockFile(NOW.plus(fromNow), false, host, "anna", 42, 1000, 100);
  }
}
