package io.holdfast.protection.point;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protection.name.PointId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class NewestTest {
  private static final Instant NOW = Instant.parse("2026-11-29T05:00:00Z");

  private final RestorePoint old = point(1, true, null);
  private final RestorePoint recent = point(3, true, null);
  private final RestorePoint incomplete = point(4, false, null);
  private final RestorePoint secured = point(4, true, "restore-1");
  private final RestorePoint ahead = point(8, true, null);

  private static RestorePoint point(int hour, boolean complete, @Nullable String secures) {
    var time = NOW.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(hour));
    return new RestorePoint(
        PointId.parse("shop-20261129t0%d0000z-7f3a".formatted(hour)),
        new Cut(time, time, Duration.ZERO),
        Consistency.ATOMIC,
        ContentId.parse("ab".repeat(32)),
        new RestorePoint.Size(1, 2, 3, complete ? 0 : 1),
        Proof.ofSeal(time, complete),
        secures);
  }

  @Test
  void is_neither_incomplete_nor_of_the_future() {
    assertThat(Newest.complete(List.of(ahead, incomplete, recent, old), NOW)).contains(recent);
    assertThat(Newest.complete(List.of(incomplete), NOW)).isEmpty();
  }

  @Test
  void is_of_the_future_while_there_is_no_other() {
    assertThat(Newest.complete(List.of(ahead), NOW)).contains(ahead);
  }

  @Test
  void is_wanted_back_as_it_was_before_something_had_to_be_restored() {
    assertThat(Newest.complete(List.of(secured, recent, old), NOW)).contains(secured);
    assertThat(Newest.wanted(List.of(secured, recent, old), NOW)).contains(recent);
    assertThat(Newest.wanted(List.of(secured), NOW)).isEmpty();
  }
}
