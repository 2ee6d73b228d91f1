package io.holdfast.host.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protection.ledger.FactBody.GapFound;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LineTallyTest {
  private static final Instant START = Instant.parse("2026-11-29T04:00:00Z");

  private static GapFound gap(int from, int until) {
    return new GapFound(START.plusSeconds(from), START.plusSeconds(until), "lost");
  }

  @Test
  void a_moment_that_is_in_two_gaps_is_lost_once() {
    var sum =
        new LineTally.Sum(
            List.of(gap(50, 60), gap(0, 20), gap(10, 30), gap(12, 15)), List.of(), List.of());

    assertThat(sum.gapBetween(START, START.plusSeconds(100))).isEqualTo(Duration.ofSeconds(40));
  }

  @Test
  void what_was_lost_before_the_oldest_point_or_is_to_come_does_not_count() {
    var sum = new LineTally.Sum(List.of(gap(-50, 10), gap(90, 500)), List.of(), List.of());

    assertThat(sum.gapBetween(START, START.plusSeconds(100))).isEqualTo(Duration.ofSeconds(20));
    assertThat(sum.gapBetween(START.plusSeconds(20), START.plusSeconds(80)))
        .isEqualTo(Duration.ZERO);
  }
}
