package io.holdfast.protection.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protection.schedule.Punctuality.Late;
import io.holdfast.protection.schedule.Punctuality.OnTime;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PunctualityTest {
  private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration AN_HOUR = Duration.ofHours(1);

  private final Timetable workdays =
      new Timetable(Cron.parse("0 2 * * MON-FRI"), ZoneOffset.UTC, Duration.ZERO);

  @Test
  void nothing_is_late_on_a_weekend_without_a_schedule() {
    // Friday's point, asked on Sunday; velero issue 9559: a fixed number of hours alarms here
    assertThat(punctuality("2026-11-06T02:10:00Z", "2026-11-08T12:00:00Z"))
        .isEqualTo(new OnTime(Instant.parse("2026-11-09T03:00:00Z")));
  }

  @Test
  void is_late_when_the_next_fire_and_the_tolerance_have_passed() {
    assertThat(punctuality("2026-11-06T02:10:00Z", "2026-11-09T03:00:00Z"))
        .isInstanceOf(OnTime.class);
    assertThat(punctuality("2026-11-06T02:10:00Z", "2026-11-09T03:00:01Z"))
        .isEqualTo(new Late(Instant.parse("2026-11-09T03:00:00Z"), Duration.ofSeconds(1)));
  }

  @Test
  void without_any_complete_point_it_counts_from_when_the_schedule_began() {
    assertThat(
            Punctuality.of(
                workdays,
                List.of(),
                Instant.parse("2026-11-08T12:00:00Z"),
                List.of(),
                AN_HOUR,
                Instant.parse("2026-11-10T00:00:00Z")))
        .isEqualTo(new Late(Instant.parse("2026-11-09T03:00:00Z"), Duration.ofHours(21)));
  }

  @Test
  void a_point_of_the_future_does_not_silence_the_alarm() {
    assertThat(
            Punctuality.of(
                workdays,
                List.of(),
                SINCE,
                List.of(
                    Instant.parse("2036-01-01T00:00:00Z"), Instant.parse("2026-11-06T02:10:00Z")),
                AN_HOUR,
                Instant.parse("2026-11-10T12:00:00Z")))
        .isInstanceOf(Late.class);
  }

  @Test
  void a_fire_outside_of_the_windows_is_expected_when_they_open() {
    Window evening =
        new Window(
            EnumSet.allOf(DayOfWeek.class),
            LocalTime.of(22, 0),
            LocalTime.of(23, 0),
            ZoneOffset.UTC);

    assertThat(
            Punctuality.of(
                workdays,
                List.of(evening),
                SINCE,
                List.of(Instant.parse("2026-11-05T22:05:00Z")),
                AN_HOUR,
                Instant.parse("2026-11-06T12:00:00Z")))
        .isEqualTo(new OnTime(Instant.parse("2026-11-06T23:00:00Z")));
  }

  private Punctuality punctuality(String complete, String now) {
    return Punctuality.of(
        workdays, List.of(), SINCE, List.of(Instant.parse(complete)), AN_HOUR, Instant.parse(now));
  }
}
