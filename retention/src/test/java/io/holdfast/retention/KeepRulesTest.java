package io.holdfast.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class KeepRulesTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private static final List<Instant> NEWEST_FIRST =
      List.of(
          Instant.parse("2036-01-01T00:00:00Z"),
          Instant.parse("2026-11-22T23:30:00Z"),
          Instant.parse("2026-11-22T22:30:00Z"),
          Instant.parse("2026-11-21T10:00:00Z"));

  @Test
  void says_of_each_every_reason_in_the_order_of_the_rules() {
    KeepRules rules =
        new KeepRules(
            1,
            Map.of(Period.DAY, 1, Period.YEAR, KeepRules.ALL),
            Age.parse("1h"),
            Map.of(Period.DAY, Age.parse("5d")));

    assertThat(reasons(rules, ZoneOffset.UTC))
        .containsExactly(
            List.of(
                "within 1h",
                "last snapshot",
                "daily snapshot",
                "yearly snapshot",
                "daily within 5d"),
            List.of("within 1h", "yearly snapshot", "daily within 5d"),
            List.of(),
            List.of("oldest yearly snapshot", "daily within 5d"));
  }

  @Test
  void days_begin_at_midnight_of_the_zone() {
    KeepRules daily = new KeepRules(0, Map.of(Period.DAY, KeepRules.ALL), Age.ZERO, Map.of());

    assertThat(reasons(daily, ZoneOffset.UTC).get(2)).isEmpty();
    assertThat(reasons(daily, ZoneId.of("Europe/Berlin")).get(2)).containsExactly("daily snapshot");
  }

  @Test
  void keeps_nothing_without_a_rule() {
    assertThat(reasons(KeepRules.NONE, ZoneOffset.UTC)).allMatch(List::isEmpty);
  }

  @Test
  void a_number_of_nothing_is_no_rule() {
    assertThat(
            new KeepRules(0, Map.of(Period.DAY, 0), Age.ZERO, Map.of(Period.WEEK, Age.ZERO))
                .isEmpty())
        .isTrue();
  }

  @Test
  void reads_a_number_or_unlimited() {
    assertThat(KeepRules.parseCount("7")).isEqualTo(7);
    assertThat(KeepRules.parseCount("unlimited")).isEqualTo(KeepRules.ALL);
    for (String wrong : List.of("-2", "x", "")) {
      assertThatThrownBy(() -> KeepRules.parseCount(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected a number from 0 on, or 'unlimited'");
    }
  }

  private static List<List<String>> reasons(KeepRules rules, ZoneId zone) {
    return rules.apply(NEWEST_FIRST, Function.identity(), NOW, zone).stream()
        .map(choice -> choice.reasons().stream().map(Object::toString).toList())
        .toList();
  }
}
