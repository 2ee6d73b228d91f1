package io.holdfast.protection.retention;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.retention.Age;
import io.holdfast.retention.KeepRules;
import io.holdfast.retention.Period;
import io.holdfast.testkit.property.Property;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ShrinkageTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private final RetentionPolicy weekOfDays = daily(7, Duration.ofDays(2), ZoneOffset.UTC);

  @Test
  void names_each_part_that_shrinks() {
    KeepRules before =
        new KeepRules(
            5,
            Map.of(Period.DAY, 7, Period.YEAR, KeepRules.ALL),
            Age.parse("3d"),
            Map.of(Period.HOUR, Age.parse("1m")));
    KeepRules after =
        new KeepRules(
            4,
            Map.of(Period.DAY, 3, Period.YEAR, 10),
            Age.parse("2d23h"),
            Map.of(Period.HOUR, Age.parse("20d")));

    assertThat(
            Shrinkage.between(
                    new RetentionPolicy(before, Duration.ofDays(30), ZoneOffset.UTC),
                    new RetentionPolicy(after, Duration.ZERO, ZoneOffset.UTC))
                .parts())
        .containsExactly(
            "minimum age 30d becomes 0s",
            "last 5 becomes 4",
            "within 3d becomes 2d23h",
            "hourly within 1m becomes 20d",
            "daily 7 becomes 3",
            "yearly unlimited becomes 10");
  }

  @Test
  void more_of_everything_shrinks_nothing() {
    assertThat(Shrinkage.between(weekOfDays, daily(8, Duration.ofDays(3), ZoneOffset.UTC)).isNone())
        .isTrue();
    assertThat(
            Shrinkage.between(weekOfDays, daily(KeepRules.ALL, Duration.ofDays(2), ZoneOffset.UTC))
                .isNone())
        .isTrue();
  }

  @Test
  void rules_where_none_were_let_something_go() {
    RetentionPolicy none = new RetentionPolicy(KeepRules.NONE, Duration.ZERO, ZoneOffset.UTC);

    assertThat(Shrinkage.between(none, weekOfDays).parts())
        .containsExactly("everything was kept, now rules say what stays");
    assertThat(Shrinkage.between(weekOfDays, none).isNone()).isTrue();
  }

  @Test
  void another_zone_has_other_days() {
    assertThat(
            Shrinkage.between(weekOfDays, daily(7, Duration.ofDays(2), ZoneId.of("Asia/Tokyo")))
                .parts())
        .containsExactly("days begin elsewhere: zone Z becomes Asia/Tokyo");
  }

  @Test
  void an_age_for_all_covers_the_same_age_for_the_newest_of_each_day() {
    KeepRules daysWithin =
        new KeepRules(0, Map.of(), Age.ZERO, Map.of(Period.DAY, Age.parse("7d")));
    KeepRules within = new KeepRules(0, Map.of(), Age.parse("7d"), Map.of());

    assertThat(
            Shrinkage.between(
                    new RetentionPolicy(daysWithin, Duration.ZERO, ZoneOffset.UTC),
                    new RetentionPolicy(within, Duration.ZERO, ZoneOffset.UTC))
                .isNone())
        .isTrue();
  }

  @Test
  void a_policy_that_is_said_to_shrink_nothing_removes_nothing_that_the_other_keeps() {
    AtomicInteger tried = new AtomicInteger();
    Property.check(
        10_000,
        random -> {
          RetentionPolicy before = policy(random);
          RetentionPolicy after = random.nextInt(4) == 0 ? policy(random) : near(before, random);
          if (!Shrinkage.between(before, after).isNone()) {
            return;
          }
          List<Candidate> points = RandomPointsTest.random(random);

          assertThat(kept(after, points))
              .as("%s, then %s", before, after)
              .containsAll(kept(before, points));
          tried.incrementAndGet();
        });
    assertThat(tried).hasValueGreaterThan(Long.getLong("holdfast.seed") == null ? 500 : -1);
  }

  private static Set<String> kept(RetentionPolicy policy, List<Candidate> points) {
    return RetentionPlan.of(List.of(policy), points, NOW).kept().stream()
        .map(kept -> kept.point().id())
        .collect(toSet());
  }

  private static RetentionPolicy policy(Random random) {
    return new RetentionPolicy(
        random.nextInt(20) == 0 ? KeepRules.NONE : RandomRules.of(random),
        Duration.ofHours(random.nextInt(100)),
        random.nextInt(5) == 0 ? ZoneId.of("Asia/Tokyo") : ZoneOffset.UTC);
  }

  /** A policy that differs here and there, mostly by more. */
  private static RetentionPolicy near(RetentionPolicy policy, Random random) {
    KeepRules rules = policy.rules();
    Map<Period, Integer> counts = new EnumMap<>(Period.class);
    rules
        .newestOf()
        .forEach((period, count) ->
            counts.put(period, count < 0 ? count : Math.max(0, count + random.nextInt(9) - 1)));
    Map<Period, Age> ages = new EnumMap<>(Period.class);
    rules.newestWithin().forEach((period, age) -> ages.put(period, near(age, random)));
    return new RetentionPolicy(
        new KeepRules(
            rules.last() < 0 ? rules.last() : Math.max(0, rules.last() + random.nextInt(9) - 1),
            counts,
            near(rules.within(), random),
            ages),
        policy.minimumAge().plusHours(random.nextInt(20) - 1).isNegative()
            ? Duration.ZERO
            : policy.minimumAge().plusHours(random.nextInt(20)),
        random.nextInt(20) == 0 ? ZoneId.of("Asia/Tokyo") : policy.zone());
  }

  private static Age near(Age age, Random random) {
    return new Age(
        age.years(),
        age.months() + random.nextInt(2),
        Math.max(0, age.days() + random.nextInt(5) - 1),
        age.hours() + random.nextInt(3));
  }

  private static RetentionPolicy daily(int count, Duration minimumAge, ZoneId zone) {
    return new RetentionPolicy(
        new KeepRules(0, Map.of(Period.DAY, count), Age.ZERO, Map.of()), minimumAge, zone);
  }
}
