package io.holdfast.protection.retention;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protection.hold.Hold;
import io.holdfast.protection.retention.RetentionPlan.Kept;
import io.holdfast.protection.retention.RetentionPlan.Removed;
import io.holdfast.retention.KeepRules;
import io.holdfast.testkit.property.Property;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds of every plan, whatever the points and the policy. */
final class RandomPointsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Candidate.Kind[] KINDS = {
    Candidate.Kind.COMPLETE,
    Candidate.Kind.COMPLETE,
    Candidate.Kind.COMPLETE,
    Candidate.Kind.COMPLETE,
    Candidate.Kind.SECURING,
    Candidate.Kind.INCOMPLETE
  };
  private static final Hold HOLD =
      new Hold(
          "incident-7",
          "prices were changed",
          "alice",
          Instant.parse("2026-11-20T00:00:00Z"),
          new Hold.Release.AfterReview(LocalDate.parse("2026-12-01")));

  @Test
  void whatever_the_policy_what_must_stay_stays_and_nothing_is_lost_from_the_plan() {
    Property.check(
        2_000,
        random -> {
          List<Candidate> some = random(random);
          RetentionPolicy policy =
              new RetentionPolicy(
                  RandomRules.of(random),
                  Duration.ofHours(random.nextInt(3) * 50L),
                  ZoneOffset.UTC);

          RetentionPlan plan = RetentionPlan.of(List.of(policy), some, NOW);

          Set<Candidate> kept = plan.kept().stream().map(Kept::point).collect(toSet());
          List<Candidate> removed = plan.removed().stream().map(Removed::point).toList();
          assertThat(kept).hasSize(some.size() - removed.size()).noneMatch(removed::contains);
          assertThat(plan.kept()).allMatch(each -> !each.reasons().isEmpty());
          assertThat(removed)
              .as("%s", policy)
              .allMatch(point -> point.holds().isEmpty())
              .allMatch(point ->
                  policy.minimumAge().isZero()
                      || !point.cutEnd().plus(policy.minimumAge()).isAfter(NOW));
          assertThat(kept.stream().anyMatch(Candidate::complete))
              .isEqualTo(some.stream().anyMatch(Candidate::complete));
          assertThat(completeIn(plan))
              .as("the complete ones, as if there were no others: %s", policy)
              .isEqualTo(
                  completeIn(
                      RetentionPlan.of(
                          List.of(policy),
                          some.stream().filter(Candidate::complete).toList(),
                          NOW)));
        });
  }

  @Test
  void what_one_plan_keeps_the_next_one_keeps_at_the_same_time() {
    Property.check(
        2_000,
        random -> {
          List<Candidate> some = random(random);
          List<RetentionPolicy> policy =
              List.of(policy(RandomRules.of(random), Duration.ofHours(random.nextInt(100))));

          RetentionPlan first = RetentionPlan.of(policy, some, NOW);
          List<Candidate> complete =
              first.kept().stream().map(Kept::point).filter(Candidate::complete).toList();
          RetentionPlan second = RetentionPlan.of(policy, complete, NOW);

          assertThat(second.removed()).as("%s", policy).isEmpty();
        });
  }

  private static Set<Candidate> completeIn(RetentionPlan plan) {
    return plan.kept().stream().map(Kept::point).filter(Candidate::complete).collect(toSet());
  }

  /** Up to forty points, some of the future, a third of them not counted by rules, some held. */
  static List<Candidate> random(Random random) {
    List<Candidate> some = new ArrayList<>();
    for (int i = random.nextInt(40); i >= 0; i--) {
      some.add(
          new Candidate(
              "p" + i,
              NOW.minusSeconds((random.nextInt(random.nextBoolean() ? 200 : 20_000) - 5) * 3600L),
              KINDS[random.nextInt(KINDS.length)],
              random.nextInt(10) == 0 ? List.of(HOLD) : List.of()));
    }
    return some;
  }

  private static RetentionPolicy policy(KeepRules rules, Duration minimumAge) {
    return new RetentionPolicy(rules, minimumAge, ZoneOffset.UTC);
  }
}
