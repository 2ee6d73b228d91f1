package io.holdfast.protection.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.protection.hold.Hold;
import io.holdfast.protection.retention.RetentionPlan.Removed;
import io.holdfast.protection.retention.RetentionPlan.Why;
import io.holdfast.retention.Age;
import io.holdfast.retention.KeepRules;
import io.holdfast.retention.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RetentionPlanTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Hold HOLD =
      new Hold(
          "incident-7",
          "prices were changed",
          "alice",
          Instant.parse("2026-11-20T00:00:00Z"),
          new Hold.Release.AfterReview(LocalDate.parse("2026-12-01")));

  private final List<Candidate> points = new ArrayList<>();

  @Test
  void says_of_each_point_every_reason_or_why_it_goes() {
    complete("a", "2026-11-20T10:00:00Z");
    points.add(
        new Candidate(
            "b", Instant.parse("2026-11-21T10:00:00Z"), Candidate.Kind.COMPLETE, List.of(HOLD)));
    complete("c", "2026-11-22T10:00:00Z");
    complete("d", "2026-11-22T11:00:00Z");

    RetentionPlan plan = plan(daily(1), Duration.ofDays(2).plusHours(3));

    assertThat(reasons(plan, "d"))
        .containsExactly(
            "newest complete point", "minimum age, until 2026-11-24T14:00:00Z", "daily snapshot");
    assertThat(reasons(plan, "c")).containsExactly("minimum age, until 2026-11-24T13:00:00Z");
    assertThat(reasons(plan, "b"))
        .containsExactly(
            "hold incident-7 by alice: prices were changed",
            "minimum age, until 2026-11-23T13:00:00Z");
    assertThat(plan.removed())
        .containsExactly(new Removed(points.getFirst(), new Why.NothingKeepsIt()));
  }

  @Test
  void what_was_made_last_stays_whatever_its_clock_said() {
    complete("ahead", NOW.plusSeconds(200).toString());
    complete("right", NOW.toString());

    RetentionPlan plan =
        RetentionPlan.of(
            List.of(policy(last(1), Duration.ZERO)), points, "right", NOW.plusSeconds(10));

    assertThat(reasons(plan, "right")).containsExactly("made last, whatever its clock said");
    assertThat(reasons(plan, "ahead")).containsExactly("newest complete point", "last snapshot");
    assertThat(removed(plan)).isEmpty();
  }

  @Test
  void a_point_of_exactly_the_minimum_age_may_go() {
    complete("old", "2026-11-21T12:00:00Z");
    complete("young", "2026-11-21T12:00:01Z");
    complete("newest", "2026-11-23T11:00:00Z");

    assertThat(removed(plan(last(1), Duration.ofDays(2)))).containsExactly("old");
  }

  @Test
  void incomplete_points_push_out_no_complete_ones() {
    complete("c1", "2026-11-18T10:00:00Z");
    complete("c2", "2026-11-19T10:00:00Z");
    for (int i = 0; i < 20; i++) {
      incomplete("i" + i, NOW.minus(Duration.ofHours(60 - i)).toString());
    }

    RetentionPlan plan = plan(last(2), Duration.ZERO);

    assertThat(reasons(plan, "c1")).containsExactly("last snapshot");
    assertThat(reasons(plan, "c2")).containsExactly("newest complete point", "last snapshot");
  }

  @Test
  void incomplete_points_stand_in_for_days_without_a_complete_one() {
    complete("monday", "2026-11-16T10:00:00Z");
    incomplete("tuesday", "2026-11-17T10:00:00Z");
    incomplete("tuesday-late", "2026-11-17T20:00:00Z");
    complete("wednesday", "2026-11-18T10:00:00Z");
    incomplete("wednesday-late", "2026-11-18T20:00:00Z");
    complete("thursday", "2026-11-19T10:00:00Z");

    RetentionPlan plan = plan(daily(7), Duration.ZERO);

    assertThat(reasons(plan, "tuesday-late"))
        .containsExactly("incomplete, stands in as daily snapshot");
    assertThat(plan.removed())
        .extracting(Removed::point, Removed::why)
        .map(Object::toString)
        .hasSize(2)
        .allMatch(text -> text.contains("incomplete, and thursday is complete and newer"));
    assertThat(removed(plan)).containsExactly("wednesday-late", "tuesday");
  }

  @Test
  void a_volume_that_is_mended_after_a_month_does_not_cost_the_others_their_month() {
    for (int day = 30; day > 0; day--) {
      incomplete("day-" + day, NOW.minus(Duration.ofDays(day)).toString());
    }
    complete("mended", NOW.minus(Duration.ofHours(1)).toString());

    assertThat(plan(daily(14), Duration.ZERO).kept()).hasSize(14);
  }

  @Test
  void the_newest_data_stays_though_it_is_incomplete() {
    complete("morning", "2026-11-22T08:00:00Z");
    incomplete("noon", "2026-11-22T12:00:00Z");
    incomplete("evening", "2026-11-22T20:00:00Z");

    RetentionPlan plan = plan(daily(7), Duration.ZERO);

    assertThat(reasons(plan, "evening"))
        .containsExactly("incomplete, but newer than every complete point");
    assertThat(plan.removed())
        .containsExactly(new Removed(points.get(1), new Why.NothingKeepsIt()));
  }

  @Test
  void an_age_keeps_complete_and_incomplete_points() {
    incomplete("i", "2026-11-22T08:00:00Z");
    complete("c", "2026-11-22T12:00:00Z");
    KeepRules within = new KeepRules(0, Map.of(), Age.parse("1d"), Map.of());

    assertThat(reasons(plan(within, Duration.ZERO), "i")).containsExactly("within 1d");
  }

  @Test
  void a_point_of_the_future_does_not_cost_the_newest_real_one() {
    complete("real", "2026-11-22T12:00:00Z");
    complete("future", "2036-01-01T00:00:00Z");

    RetentionPlan plan = plan(last(1), Duration.ZERO);

    assertThat(reasons(plan, "real")).containsExactly("newest complete point", "last snapshot");
    assertThat(reasons(plan, "future"))
        .containsExactly("its clock was ahead: no rule counts it until 2036-01-01T00:00:00Z");
  }

  @Test
  void points_of_the_future_push_nothing_out() {
    complete("old", "2026-11-20T12:00:00Z");
    complete("new", "2026-11-22T12:00:00Z");
    for (int day = 1; day <= 9; day++) {
      complete("future-" + day, "2036-01-0" + day + "T00:00:00Z");
    }

    RetentionPlan plan = plan(last(2), Duration.ZERO);

    assertThat(plan.removed()).isEmpty();
    assertThat(reasons(plan, "old")).containsExactly("last snapshot");
    assertThat(reasons(plan, "new")).containsExactly("newest complete point", "last snapshot");
  }

  @Test
  void a_clock_may_be_five_minutes_ahead_of_the_stores() {
    var minutes = Duration.ofMinutes(5);
    points.add(new Candidate("near", NOW.plus(minutes), Candidate.Kind.COMPLETE, List.of()));
    points.add(
        new Candidate(
            "far", NOW.plus(minutes).plusMillis(1), Candidate.Kind.INCOMPLETE, List.of()));

    RetentionPlan plan = plan(last(1), Duration.ZERO);

    assertThat(reasons(plan, "near")).containsExactly("newest complete point", "last snapshot");
    assertThat(reasons(plan, "far")).singleElement().asString().startsWith("its clock was ahead");
  }

  @Test
  void what_a_restore_was_about_to_overwrite_pushes_nothing_out() {
    complete("wanted", "2026-11-14T04:00:00Z");
    points.add(
        new Candidate(
            "secured", Instant.parse("2026-11-14T10:00:00Z"), Candidate.Kind.SECURING, List.of()));

    RetentionPlan plan = plan(daily(7), Duration.ZERO);

    assertThat(reasons(plan, "wanted")).contains("newest complete point", "daily snapshot");
    assertThat(reasons(plan, "secured"))
        .containsExactly("made before a restore overwrote it, but newer than every complete point");

    complete("later", "2026-11-15T04:00:00Z");
    assertThat(plan(daily(7), Duration.ZERO).removed())
        .containsExactly(
            new Removed(points.get(1), new Why.Superseded(Candidate.Kind.SECURING, "later")));
  }

  @Test
  void what_a_restore_overwrote_can_be_had_back_for_a_week() {
    complete("wanted", "2026-11-16T12:00:00Z");
    points.add(
        new Candidate(
            "secured", NOW.minus(Duration.ofDays(6)), Candidate.Kind.SECURING, List.of()));
    complete("later", "2026-11-22T04:00:00Z");

    assertThat(reasons(plan(daily(7), Duration.ZERO), "secured"))
        .contains("has what a restore overwrote, until 2026-11-24T12:00:00Z");
  }

  @Test
  void a_policy_without_rules_removes_nothing() {
    complete("a", "2016-11-22T12:00:00Z");
    incomplete("b", "2006-11-22T12:00:00Z");

    RetentionPlan plan = plan(KeepRules.NONE, Duration.ofDays(1));

    assertThat(plan.removed()).isEmpty();
    assertThat(reasons(plan, "b")).containsExactly("the policy has no rules");
  }

  @Test
  void days_begin_in_the_zone_of_the_policy() {
    complete("oldest", "2026-11-01T22:30:00Z");
    complete("a", "2026-11-10T22:30:00Z");
    complete("b", "2026-11-10T23:30:00Z");
    RetentionPolicy berlin =
        new RetentionPolicy(daily(7), Duration.ZERO, ZoneId.of("Europe/Berlin"));

    assertThat(removed(plan(daily(7), Duration.ZERO))).containsExactly("a");
    assertThat(RetentionPlan.of(List.of(berlin), points, NOW).removed()).isEmpty();
  }

  @Test
  void of_two_policies_in_force_both_must_let_a_point_go() {
    complete("a", "2026-11-19T10:00:00Z");
    complete("b", "2026-11-20T10:00:00Z");
    complete("c", "2026-11-20T11:00:00Z");
    complete("d", "2026-11-21T11:00:00Z");

    RetentionPlan plan =
        RetentionPlan.of(
            List.of(policy(daily(3), Duration.ZERO), policy(last(3), Duration.ZERO)), points, NOW);

    assertThat(plan.removed()).isEmpty();
    assertThat(reasons(plan, "a")).containsExactly("daily snapshot");
    assertThat(reasons(plan, "b")).containsExactly("last snapshot");
    assertThat(reasons(plan, "c")).containsExactly("daily snapshot", "last snapshot");
  }

  @Test
  void refuses_to_plan_without_a_policy_or_with_one_id_twice() {
    complete("a", "2026-11-19T10:00:00Z");
    assertThatThrownBy(() -> RetentionPlan.of(List.of(), points, NOW))
        .isInstanceOf(IllegalArgumentException.class);
    complete("a", "2026-11-20T10:00:00Z");
    assertThatThrownBy(() -> plan(last(1), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("same id");
  }

  private void complete(String id, String time) {
    points.add(new Candidate(id, Instant.parse(time), Candidate.Kind.COMPLETE, List.of()));
  }

  private void incomplete(String id, String time) {
    points.add(new Candidate(id, Instant.parse(time), Candidate.Kind.INCOMPLETE, List.of()));
  }

  private static KeepRules daily(int count) {
    return new KeepRules(0, Map.of(Period.DAY, count), Age.ZERO, Map.of());
  }

  private static KeepRules last(int count) {
    return new KeepRules(count, Map.of(), Age.ZERO, Map.of());
  }

  private static RetentionPolicy policy(KeepRules rules, Duration minimumAge) {
    return new RetentionPolicy(rules, minimumAge, ZoneOffset.UTC);
  }

  private RetentionPlan plan(KeepRules rules, Duration minimumAge) {
    return RetentionPlan.of(List.of(policy(rules, minimumAge)), points, NOW);
  }

  private static List<String> removed(RetentionPlan plan) {
    return plan.removed().stream().map(removed -> removed.point().id()).toList();
  }

  private static List<String> reasons(RetentionPlan plan, String id) {
    return plan.kept().stream()
        .filter(kept -> kept.point().id().equals(id))
        .flatMap(kept -> kept.reasons().stream())
        .map(Object::toString)
        .toList();
  }
}
