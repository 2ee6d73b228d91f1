package io.holdfast.repository.forget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.snapshot.Snapshot;
import io.holdfast.repository.snapshot.SnapshotFilter;
import io.holdfast.retention.Age;
import io.holdfast.retention.KeepRules;
import io.holdfast.retention.Period;
import io.holdfast.testkit.property.Property;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class RetentionPlanTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private final Points points = new Points();

  @Test
  void keeps_the_newest_of_each_day_and_the_oldest_while_the_count_lasts() {
    SnapshotId oldest = points.add("2026-11-01T10:00:00Z");
    SnapshotId later = points.add("2026-11-01T11:00:00Z");
    SnapshotId next = points.add("2026-11-02T11:00:00Z");

    assertThat(reasons(policy(Map.of(Period.DAY, 2)), next)).containsExactly("daily snapshot");
    assertThat(reasons(policy(Map.of(Period.DAY, 2)), later)).containsExactly("daily snapshot");
    assertThat(reasons(policy(Map.of(Period.DAY, 2)), oldest)).isEmpty();
    assertThat(reasons(policy(Map.of(Period.DAY, 3)), oldest))
        .containsExactly("oldest daily snapshot");
    assertThat(reasons(policy(Map.of(Period.DAY, KeepRules.ALL)), oldest))
        .containsExactly("oldest daily snapshot");
  }

  @Test
  void days_begin_at_midnight_of_the_zone() {
    points.add("2026-11-01T10:00:00Z");
    SnapshotId evening = points.add("2026-11-10T22:30:00Z");
    points.add("2026-11-10T23:30:00Z");
    RetentionPolicy daily = policy(Map.of(Period.DAY, 3));

    assertThat(plan(daily, ZoneOffset.UTC).removed()).containsExactly(evening);
    assertThat(plan(daily, ZoneId.of("Europe/Berlin")).removed()).isEmpty();
  }

  @Test
  void says_every_reason() {
    points.add("2025-01-01T10:00:00Z");
    SnapshotId newest = points.add("2026-11-10T22:30:00Z", "x", "y");
    RetentionPolicy policy =
        new RetentionPolicy(
            new KeepRules(
                1,
                Map.of(Period.WEEK, 1, Period.YEAR, KeepRules.ALL),
                Age.parse("1d"),
                Map.of(Period.HOUR, Age.parse("2y3m"))),
            List.of(List.of("y", "x")));

    assertThat(reasons(policy, newest))
        .containsExactly(
            "has tags [y, x]",
            "within 1d",
            "last snapshot",
            "weekly snapshot",
            "yearly snapshot",
            "hourly within 2y3m");
  }

  @Test
  void does_not_measure_ages_from_a_snapshot_of_the_future() {
    points.add("2036-01-01T00:00:00Z");
    SnapshotId recent = points.add("2026-11-20T00:00:00Z");
    SnapshotId old = points.add("2026-11-01T00:00:00Z");
    RetentionPolicy policy = policy(new KeepRules(0, Map.of(), Age.parse("7d"), Map.of()));

    assertThat(plan(policy, ZoneOffset.UTC).removed()).containsExactly(old);
    assertThat(reasons(policy, recent)).containsExactly("within 7d");
  }

  @Test
  void applies_the_policy_to_each_group() {
    Instant time = Instant.parse("2026-11-01T00:00:00Z");
    for (String host : List.of("a", "b")) {
      for (int i = 0; i < 3; i++) {
        points.add(time.plusSeconds(i), host, List.of("/y", "/x"), List.of("t" + i % 2));
      }
    }

    assertThat(plan(last(1), Grouping.BY_HOST_AND_PATHS).removed()).hasSize(4);
    assertThat(plan(last(1), Grouping.parse("")).removed()).hasSize(5);
    assertThat(plan(last(1), Grouping.parse("host,tags")).removed()).hasSize(2);
    assertThat(plan(last(1), Grouping.BY_HOST_AND_PATHS).groups().getFirst().key())
        .isEqualTo(new Grouping.Key("a", List.of("/x", "/y"), List.of()));
  }

  @Test
  void leaves_alone_what_the_filter_does_not_let_through() {
    SnapshotId tagged = points.add("2026-11-01T10:00:00Z", "temporary");
    points.add("2026-11-01T11:00:00Z");
    points.add("2026-11-01T12:00:00Z");
    SnapshotFilter filter = new SnapshotFilter(List.of(), List.of(List.of("temporary")), List.of());

    RetentionPlan.Planning planning = planning(RetentionPolicy.NONE, filter, true);

    assertThat(((RetentionPlan.Planning.Planned) planning).plan().removed())
        .containsExactly(tagged);
  }

  @Test
  void refuses_to_remove_all() {
    points.add("2026-11-01T10:00:00Z");

    assertThat(planning(RetentionPolicy.NONE, SnapshotFilter.ANY, false))
        .isInstanceOf(RetentionPlan.Planning.Refused.class);
    assertThat(planning(last(0), SnapshotFilter.ANY, false))
        .isInstanceOf(RetentionPlan.Planning.Refused.class);
    assertThat(planning(RetentionPolicy.NONE, SnapshotFilter.ANY, true))
        .isInstanceOf(RetentionPlan.Planning.Refused.class);
    // A mistyped tag once made restic remove everything (restic issue 4568).
    RetentionPolicy mistyped = new RetentionPolicy(KeepRules.NONE, List.of(List.of("tpyo")));
    assertThat(planning(mistyped, SnapshotFilter.ANY, false))
        .isInstanceOfSatisfying(
            RetentionPlan.Planning.Refused.class,
            refused -> assertThat(refused.message()).contains("host, paths /data"));
  }

  @Test
  void refuses_words_that_mean_nothing() {
    assertThatThrownBy(() -> Grouping.parse("hosts,colour"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keeps_what_a_model_without_a_loop_keeps() {
    Property.check(
        2_000,
        random -> {
          Points some = new Points();
          for (int i = 1 + random.nextInt(40); i > 0; i--) {
            Instant time = NOW.minus(random.nextInt(20_000) - 20, ChronoUnit.HOURS);
            some.add(time, "h", List.of(), random.nextInt(5) == 0 ? List.of("b", "a") : List.of());
          }
          ZoneId zone = random.nextBoolean() ? ZoneOffset.UTC : ZoneId.of("America/New_York");
          RetentionPolicy policy = RandomPolicy.of(random);

          Set<SnapshotId> kept = new TreeSet<>(some.all().keySet());
          switch (RetentionPlan.plan(request(policy), some.all(), NOW, zone)) {
            case RetentionPlan.Planning.Planned(RetentionPlan plan) ->
                plan.removed().forEach(kept::remove);
            case RetentionPlan.Planning.Refused _ -> kept.clear();
          }

          assertThat(kept).as("%s", policy).isEqualTo(model(policy, some.all(), zone));
        });
  }

  /** What is kept, said rule by rule over the whole list. */
  private static Set<SnapshotId> model(
      RetentionPolicy policy, Map<SnapshotId, Snapshot> all, ZoneId zone) {
    List<Map.Entry<SnapshotId, Snapshot>> newestFirst =
        all.entrySet().stream()
            .sorted(
                Comparator.comparing(
                        (Map.Entry<SnapshotId, Snapshot> entry) -> entry.getValue().time())
                    .reversed()
                    .thenComparing(Map.Entry::getKey))
            .toList();
    Function<Age, List<Map.Entry<SnapshotId, Snapshot>>> younger =
        age -> {
          List<Instant> past =
              newestFirst.stream()
                  .map(entry -> entry.getValue().time())
                  .filter(time -> time.isBefore(NOW))
                  .toList();
          return newestFirst.stream()
              .filter(entry ->
                  past.isEmpty()
                      || entry.getValue().time().isAfter(age.before(past.getFirst(), zone)))
              .toList();
        };
    Set<SnapshotId> kept = new TreeSet<>();
    for (List<String> tags : policy.tags()) {
      newestFirst.stream()
          .filter(entry ->
              tags.equals(List.of(""))
                  ? entry.getValue().tags().isEmpty()
                  : entry.getValue().tags().containsAll(tags))
          .forEach(entry -> kept.add(entry.getKey()));
    }
    if (!policy.rules().within().isZero()) {
      younger.apply(policy.rules().within()).forEach(entry -> kept.add(entry.getKey()));
    }
    newestFirst.stream().limit(policy.rules().last()).forEach(entry -> kept.add(entry.getKey()));
    policy
        .rules()
        .newestOf()
        .forEach((period, count) ->
            kept.addAll(newestOf(period, newestFirst, newestFirst.getLast(), count, zone)));
    policy
        .rules()
        .newestWithin()
        .forEach((period, age) ->
            kept.addAll(newestOf(period, younger.apply(age), newestFirst.getLast(), -1, zone)));
    return kept;
  }

  private static Set<SnapshotId> newestOf(
      Period period,
      List<Map.Entry<SnapshotId, Snapshot>> newestFirst,
      Map.Entry<SnapshotId, Snapshot> oldest,
      int count,
      ZoneId zone) {
    Set<Long> seen = new HashSet<>();
    Set<SnapshotId> kept = new TreeSet<>();
    for (Map.Entry<SnapshotId, Snapshot> entry : newestFirst) {
      boolean room = count < 0 || seen.size() < count;
      long number = period.number(LocalDateTime.ofInstant(entry.getValue().time(), zone));
      if (room && (seen.add(number) || entry.equals(oldest))) {
        kept.add(entry.getKey());
      }
    }
    return kept;
  }

  private static RetentionPolicy last(int count) {
    return policy(new KeepRules(count, Map.of(), Age.ZERO, Map.of()));
  }

  private static RetentionPolicy policy(Map<Period, Integer> counts) {
    return policy(new KeepRules(0, counts, Age.ZERO, Map.of()));
  }

  private static RetentionPolicy policy(KeepRules rules) {
    return new RetentionPolicy(rules, List.of());
  }

  private static RetentionPlan.Request request(RetentionPolicy policy) {
    return new RetentionPlan.Request(SnapshotFilter.ANY, Grouping.BY_HOST_AND_PATHS, policy, false);
  }

  private RetentionPlan.Planning planning(
      RetentionPolicy policy, SnapshotFilter filter, boolean allowRemoveAll) {
    return RetentionPlan.plan(
        new RetentionPlan.Request(filter, Grouping.BY_HOST_AND_PATHS, policy, allowRemoveAll),
        points.all(),
        NOW,
        ZoneOffset.UTC);
  }

  private RetentionPlan plan(RetentionPolicy policy, ZoneId zone) {
    return ((RetentionPlan.Planning.Planned)
            RetentionPlan.plan(request(policy), points.all(), NOW, zone))
        .plan();
  }

  private RetentionPlan plan(RetentionPolicy policy, Grouping grouping) {
    return ((RetentionPlan.Planning.Planned)
            RetentionPlan.plan(
                new RetentionPlan.Request(SnapshotFilter.ANY, grouping, policy, false),
                points.all(),
                NOW,
                ZoneOffset.UTC))
        .plan();
  }

  private List<String> reasons(RetentionPolicy policy, SnapshotId id) {
    return plan(policy, ZoneOffset.UTC).groups().stream()
        .flatMap(group -> group.kept().stream())
        .filter(kept -> kept.point().id().equals(id))
        .flatMap(kept -> kept.reasons().stream())
        .map(Object::toString)
        .toList();
  }
}
