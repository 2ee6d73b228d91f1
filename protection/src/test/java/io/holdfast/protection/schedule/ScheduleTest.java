package io.holdfast.protection.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.testkit.property.Property;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ScheduleTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void an_application_fires_at_the_same_offset_whenever_it_is_asked_for() {
    Schedule nightly = new Schedule(Cron.parse("0 2 * * *"), BERLIN, Duration.ofMinutes(30));

    assertThat(nightly.of("shop")).isEqualTo(nightly.of("shop"));
    // It is part of what users see: another number would move every application's backups.
    assertThat(nightly.of("shop").offset()).isEqualTo(Duration.ofSeconds(1243));
  }

  @Test
  void spreads_applications_over_the_whole_jitter() {
    Schedule nightly = new Schedule(Cron.parse("0 2 * * *"), BERLIN, Duration.ofMinutes(30));
    Map<Long, Integer> tenths = new HashMap<>();
    Set<Duration> offsets = new HashSet<>();

    for (int i = 0; i < 1000; i++) {
      Duration offset = nightly.of("application-" + i).offset();
      offsets.add(offset);
      tenths.merge(offset.toSeconds() * 10 / 1801, 1, Integer::sum);
    }

    assertThat(tenths).hasSize(10).allSatisfy((_, count) -> assertThat(count).isBetween(60, 140));
    assertThat(offsets).hasSizeGreaterThan(500).allMatch(offset -> !offset.isNegative());
    assertThat(offsets).allMatch(offset -> offset.compareTo(nightly.jitter()) <= 0);
  }

  @Test
  void does_not_move_anything_without_jitter() {
    Schedule nightly = new Schedule(Cron.parse("0 2 * * *"), BERLIN, Duration.ZERO);

    assertThat(nightly.of("shop").next(Instant.parse("2026-11-01T12:00:00Z")))
        .isEqualTo("2026-11-02T01:00:00Z");
  }

  @Test
  void refuses_a_jitter_that_reaches_the_next_fire() {
    assertThatThrownBy(
            () -> new Schedule(Cron.parse("*/15 * * * *"), BERLIN, Duration.ofMinutes(15)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("less than the 15m between two fires");
    assertThatThrownBy(() -> new Schedule(Cron.parse("@daily"), BERLIN, Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void moved_fires_are_the_crons_fires_later() {
    Property.check(
        500,
        random -> {
          Cron cron =
              Cron.parse("%d */%d * * *".formatted(random.nextInt(60), 2 + random.nextInt(5)));
          Timetable plain = new Timetable(cron, BERLIN, Duration.ZERO);
          Duration offset = Duration.ofSeconds(random.nextInt(3600));
          Timetable moved = new Timetable(cron, BERLIN, offset);
          Instant at = Instant.ofEpochSecond(1_700_000_000L + random.nextInt(100_000_000));

          assertThat(moved.next(at)).isEqualTo(plain.next(at.minus(offset)).plus(offset));
          assertThat(moved.next(at)).isAfter(at);
          assertThat(moved.previous(at)).isBeforeOrEqualTo(at);
          assertThat(moved.next(moved.previous(at))).isEqualTo(moved.next(at));
        });
  }

  @Test
  void the_interval_around_a_time_knows_left_out_days_and_changed_clocks() {
    Timetable workdays = new Timetable(Cron.parse("0 2 * * MON-FRI"), BERLIN, Duration.ZERO);

    assertThat(workdays.interval(Instant.parse("2026-11-04T12:00:00Z")))
        .isEqualTo(Duration.ofHours(24));
    assertThat(workdays.interval(Instant.parse("2026-11-07T12:00:00Z")))
        .isEqualTo(Duration.ofDays(3));
    assertThat(workdays.interval(Instant.parse("2026-10-24T12:00:00Z")))
        .isEqualTo(Duration.ofHours(73));
  }

  @Test
  void fires_at_seconds_only_where_the_offset_says_so() {
    Timetable moved =
        new Timetable(Cron.parse("0 2 * * *"), ZoneOffset.UTC, Duration.ofSeconds(90));

    assertThat(moved.next(Instant.parse("2026-11-01T02:01:29Z"))).isEqualTo("2026-11-01T02:01:30Z");
    assertThat(moved.next(Instant.parse("2026-11-01T02:01:30Z"))).isEqualTo("2026-11-02T02:01:30Z");
  }
}
