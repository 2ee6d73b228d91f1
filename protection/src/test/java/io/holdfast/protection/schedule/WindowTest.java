package io.holdfast.protection.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.testkit.property.Property;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class WindowTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final List<String> ZONES =
      List.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "UTC");

  private final Window weekendNights =
      new Window(
          EnumSet.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY),
          LocalTime.of(22, 0),
          LocalTime.of(6, 0),
          BERLIN);

  @Test
  void goes_on_after_midnight_of_the_day_on_which_it_opens() {
    // 2026-11-06 is a Friday
    assertThat(weekendNights.contains(Instant.parse("2026-11-06T20:59:59Z"))).isFalse();
    assertThat(weekendNights.contains(Instant.parse("2026-11-06T21:00:00Z"))).isTrue();
    assertThat(weekendNights.contains(Instant.parse("2026-11-08T04:59:59Z"))).isTrue();
    assertThat(weekendNights.contains(Instant.parse("2026-11-08T05:00:00Z"))).isFalse();
    assertThat(weekendNights.contains(Instant.parse("2026-11-08T23:00:00Z"))).isFalse();
    assertThat(weekendNights.contains(Instant.parse("2026-11-06T03:00:00Z"))).isFalse();
  }

  @Test
  void opens_next_on_the_next_of_its_days() {
    assertThat(weekendNights.opening(Instant.parse("2026-11-08T05:00:00Z")))
        .isEqualTo("2026-11-13T21:00:00Z");
    Instant open = Instant.parse("2026-11-06T22:15:00Z");
    assertThat(weekendNights.opening(open)).isEqualTo(open);
  }

  @Test
  void from_a_time_to_the_same_time_is_a_whole_day() {
    Window sunday =
        new Window(Set.of(DayOfWeek.SUNDAY), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, BERLIN);

    assertThat(sunday.contains(Instant.parse("2026-11-07T23:00:00Z"))).isTrue();
    assertThat(sunday.contains(Instant.parse("2026-11-08T22:59:59Z"))).isTrue();
    assertThat(sunday.contains(Instant.parse("2026-11-08T23:00:00Z"))).isFalse();
  }

  @Test
  void of_several_windows_the_first_to_open_counts_and_none_means_always() {
    Window noon =
        new Window(EnumSet.allOf(DayOfWeek.class), LocalTime.NOON, LocalTime.of(13, 0), BERLIN);
    Instant morning = Instant.parse("2026-11-06T08:00:00Z");

    assertThat(Window.opening(List.of(weekendNights, noon), morning))
        .isEqualTo("2026-11-06T11:00:00Z");
    assertThat(Window.opening(List.of(), morning)).isEqualTo(morning);
  }

  @Test
  void a_window_that_a_gap_swallows_opens_a_week_later() {
    Window swallowed =
        new Window(Set.of(DayOfWeek.SUNDAY), LocalTime.of(2, 0), LocalTime.of(3, 0), BERLIN);

    assertThat(swallowed.opening(Instant.parse("2026-03-28T12:00:00Z")))
        .isEqualTo("2026-04-05T00:00:00Z");
  }

  @Test
  void refuses_to_open_on_no_day() {
    assertThatThrownBy(() -> new Window(Set.of(), LocalTime.NOON, LocalTime.MIDNIGHT, BERLIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected at least one");
  }

  @Test
  void opens_when_each_minute_says_so() {
    Property.check(
        300,
        random -> {
          ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
          Set<DayOfWeek> days = EnumSet.of(DayOfWeek.of(1 + random.nextInt(7)));
          days.add(DayOfWeek.of(1 + random.nextInt(7)));
          Window window =
              new Window(
                  days,
                  LocalTime.ofSecondOfDay(random.nextInt(96) * 900L),
                  LocalTime.ofSecondOfDay(random.nextInt(96) * 900L),
                  zone);
          Instant at = Instant.ofEpochSecond(1_600_000_020L + random.nextInt(5_000_000) * 60L);
          ZoneOffsetTransition change = zone.getRules().nextTransition(at);
          if (change != null && random.nextInt(3) != 0) {
            at = change.getInstant().minusSeconds(random.nextInt(3000) * 60L);
          }

          Instant expected = at;
          while (!window.contains(expected)) {
            expected = expected.plus(Duration.ofMinutes(1));
          }
          assertThat(window.opening(at)).as("%s from %s", window, at).isEqualTo(expected);
        });
  }
}
