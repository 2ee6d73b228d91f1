package io.holdfast.protection.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testkit.property.Property;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FireTimesTest {
  /**
   * With changes at 2:00, at midnight, by half an hour, of a whole day, during Ramadan, and none.
   */
  private static final List<String> ZONES =
      List.of(
          "Europe/Berlin",
          "America/New_York",
          "America/Sao_Paulo",
          "Africa/Cairo",
          "Asia/Beirut",
          "Australia/Lord_Howe",
          "Pacific/Apia",
          "Africa/Casablanca",
          "Asia/Kathmandu",
          "UTC");

  @Test
  void what_a_gap_swallows_fires_once_at_the_first_instant_after_it() {
    // 2026-03-29: 02:00 becomes 03:00
    assertThat(fires("30 2 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z", 2))
        .containsExactly("2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
    assertThat(fires("*/20 2 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z", 2))
        .containsExactly("2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z");
    assertThat(fires("30 2,3 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z", 2))
        .containsExactly("2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z");
  }

  @Test
  void a_time_that_comes_twice_fires_the_first_time() {
    // 2026-10-25: 03:00 becomes 02:00
    assertThat(fires("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00:00Z", 2))
        .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
    assertThat(fires("0 3 * * *", "Europe/Berlin", "2026-10-24T12:00:00Z", 1))
        .containsExactly("2026-10-25T02:00:00Z");
  }

  @Test
  void a_cron_of_every_hour_goes_by_elapsed_time_where_clocks_are_set() {
    assertThat(fires("0,30 * * * *", "Europe/Berlin", "2026-10-25T00:29:59Z", 5))
        .containsExactly(
            "2026-10-25T00:30:00Z",
            "2026-10-25T01:00:00Z",
            "2026-10-25T01:30:00Z",
            "2026-10-25T02:00:00Z",
            "2026-10-25T02:30:00Z");
    assertThat(fires("30 * * * *", "Europe/Berlin", "2026-03-29T00:00:00Z", 2))
        .containsExactly("2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z");
  }

  @Test
  void a_day_that_does_not_exist_is_made_up_for() {
    // Samoa had no 2011-12-30.
    assertThat(fires("0 3 30 12 *", "Pacific/Apia", "2011-12-01T00:00:00Z", 1))
        .containsExactly("2011-12-30T10:00:00Z");
  }

  @Test
  void finds_february_29th_over_a_century_without_one() {
    assertThat(fires("0 0 29 2 *", "UTC", "2096-03-01T00:00:00Z", 1))
        .containsExactly("2104-02-29T00:00:00Z");
  }

  @Test
  void fires_when_each_minute_says_so() {
    Property.check(
        600,
        random -> {
          Optional<Cron> cron = cron(RandomCron.of(random));
          if (cron.isEmpty()) {
            return;
          }
          ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
          Instant from = nearAChange(zone, random);
          Instant end = from.plus(Duration.ofDays(1 + random.nextInt(6)));
          FireTimes times = new FireTimes(cron.get(), zone);
          List<Instant> expected =
              new MinuteByMinute(cron.get().toString(), zone).between(from, end);

          List<Instant> forward = new ArrayList<>();
          for (Instant fire = times.next(from.minusNanos(1));
              fire.isBefore(end);
              fire = times.next(fire)) {
            forward.add(fire);
          }
          List<Instant> backward = new ArrayList<>();
          for (Instant fire = times.previous(end.minusNanos(1));
              !fire.isBefore(from);
              fire = times.previous(fire.minusNanos(1))) {
            backward.addFirst(fire);
          }

          assertThat(forward).as("'%s' in %s", cron.get(), zone).isEqualTo(expected);
          assertThat(backward).as("'%s' in %s, back", cron.get(), zone).isEqualTo(expected);
        });
  }

  @Test
  void nothing_fires_between_an_instant_and_the_next_fire() {
    Property.check(
        5_000,
        random -> {
          Optional<Cron> cron = cron(RandomCron.of(random));
          if (cron.isEmpty()) {
            return;
          }
          ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
          FireTimes times = new FireTimes(cron.get(), zone);
          Instant at = nearAChange(zone, random);
          Instant next = times.next(at);
          Instant previous = times.previous(at);

          assertThat(next).as("'%s' in %s", cron.get(), zone).isAfter(at);
          assertThat(times.previous(next)).isEqualTo(next);
          assertThat(times.previous(next.minusNanos(1))).isEqualTo(previous);
          assertThat(times.next(previous)).isEqualTo(next);
          assertThat(times.next(previous.minusNanos(1))).isEqualTo(previous);
        });
  }

  /** Half of the time within two days of a change of the zone's clocks. */
  private static Instant nearAChange(ZoneId zone, Random random) {
    Instant any =
        Instant.parse("1990-01-01T00:00:00Z")
            .plusSeconds(random.nextLong(45L * 365 * 86_400))
            .plusNanos(random.nextInt(2) * 500L);
    ZoneOffsetTransition change = zone.getRules().nextTransition(any);
    return change == null || random.nextInt(4) == 0
        ? any
        : change.getInstant().minus(random.nextInt(2 * 1440) - 60L, ChronoUnit.MINUTES);
  }

  private static Optional<Cron> cron(String text) {
    try {
      return Optional.of(Cron.parse(text));
    } catch (IllegalArgumentException refused) {
      assertThat(refused).hasMessageContaining("never fires");
      return Optional.empty();
    }
  }

  private static List<String> fires(String cron, String zone, String after, int count) {
    FireTimes times = new FireTimes(Cron.parse(cron), ZoneId.of(zone));
    List<String> fires = new ArrayList<>();
    Instant fire = Instant.parse(after);
    for (int i = 0; i < count; i++) {
      fire = times.next(fire);
      fires.add(fire.toString());
    }
    return fires;
  }
}
