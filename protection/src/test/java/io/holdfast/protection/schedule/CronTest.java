package io.holdfast.protection.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CronTest {
  private static final LocalDateTime SUNDAY = LocalDateTime.parse("2026-11-01T00:00");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "30 2 * * *            | 2026-11-01T02:30",
        "  5  4  *  *  sun     | 2026-11-01T04:05",
        "0 0 * * 7             | 2026-11-01T00:00",
        "0 0 * jan-mar MON     | 2027-01-04T00:00",
        "0 22 * * 1-5          | 2026-11-02T22:00",
        "10-40/15 3 * * *      | 2026-11-01T03:10",
        "7/20 0 * * *          | 2026-11-01T00:07",
        "0 0 L * *             | 2026-11-30T00:00",
        "0 0 L 2 *             | 2027-02-28T00:00",
        "0 0 13 * FRI          | 2026-11-06T00:00",
        "0 0 */2 * *           | 2026-11-01T00:00",
        "@hourly               | 2026-11-01T00:00",
        "@Weekly               | 2026-11-01T00:00",
        "@monthly              | 2026-11-01T00:00",
        "@yearly               | 2027-01-01T00:00",
        "0 0 * * FRI-7         | 2026-11-01T00:00"
      })
  void names_times_as_every_cron_does(String text, LocalDateTime first) {
    assertThat(Cron.parse(text).next(SUNDAY)).isEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "60 * * * *      | its minute is '60': expected '*' or 0 to 59, with '-', '/' and ','",
        "* 24 * * *      | its hour is '24': expected '*' or 0 to 23",
        "* * 0 * *       | its day of the month is '0': expected '*' or 1 to 31",
        "* * * 13 *      | its month is '13': expected '*' or 1 to 12, or JAN to DEC",
        "* * * * MOO     | its day of the week is 'MOO': expected '*' or 0 to 7, or SUN to SAT",
        "* * * * 8       | its day of the week is '8'",
        "*/90 * * * *    | its minute is '*/90': expected a step from 1 to 59",
        "*/0 * * * *     | expected a step from 1 to 59",
        "* * * * FRI-MON | expected a range from the smaller to the larger; write two",
        "1,,2 * * * *    | expected something beside each comma",
        "99999 * * * *   | its minute is '99999'",
        "-1 * * * *      | its minute is '-1'",
        "* * ? * *       | that is Quartz's word, write '*'",
        "* * 15W * *     | of which only L for the last day of the month is known here",
        "* * * * 5#2     | of which only L",
        "* * * * L       | its day of the week is 'L'",
        "0 0 30 2 *      | it never fires, for no such month has such a day",
        "0 0 31 4,6 *    | it never fires",
        "0 0 */2 * MON   | some crons need both day and weekday",
        "0 0 1 * */2     | some crons need both day and weekday",
        "0 0 0 * * *     | it has 6 fields",
        "0 0 0 * * *     | seconds are not among them",
        "0 0 * *         | it has 4 fields, expected minute, hour, day of the month",
        "''              | it has 0 fields",
        "@every 5m       | it counts from when a program started, so that each restart moves it",
        "@reboot         | expected @hourly, @daily",
        "TZ=UTC 0 0 * * *| the zone has a field of its own"
      })
  void refuses_with_what_to_write_instead(String text, String message) {
    assertThatThrownBy(() -> Cron.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'%s' is not a schedule: ".formatted(text))
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/15 * * * *     | PT15M | PT15M",
        "0 * * * *        | PT1H  | PT1H",
        "30 2 * * *       | PT24H | PT24H",
        "0 8,20 * * *     | PT12H | PT12H",
        "50 0,23 * * *    | PT1H  | PT23H",
        "0 2 * * MON-FRI  | PT24H | PT72H",
        "0 0 1 * *        | PT672H| PT744H",
        "*/7 * * * *      | PT4M  | PT7M",
        "0 0 29 2 *       | PT35064H | PT35064H"
      })
  void knows_its_shortest_and_longest_interval(String text, Duration shortest, Duration longest) {
    assertThat(Cron.parse(text).shortestInterval()).isEqualTo(shortest);
    assertThat(Cron.parse(text).longestInterval()).isEqualTo(longest);
  }

  @Test
  void is_the_text_that_it_was_read_from() {
    assertThat(Cron.parse(" @daily ")).isEqualTo(Cron.parse("@daily")).hasToString("@daily");
  }
}
