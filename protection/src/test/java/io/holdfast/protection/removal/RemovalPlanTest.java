package io.holdfast.protection.removal;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protection.hold.Hold;
import io.holdfast.protection.ledger.Chain;
import io.holdfast.protection.ledger.Fact;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.ledger.LedgerFixture;
import io.holdfast.protection.ledger.WriterId;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.point.Consistency;
import io.holdfast.protection.point.ContentId;
import io.holdfast.protection.point.Cut;
import io.holdfast.protection.point.Proof;
import io.holdfast.protection.point.RestorePoint;
import io.holdfast.protection.removal.RemovalPlan.Observed;
import io.holdfast.protection.retention.Terms;
import io.holdfast.protection.safeguard.Administrators;
import io.holdfast.protection.standing.Standing;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RemovalPlanTest {
  private static final Instant NOW = LedgerFixture.START.plus(Duration.ofDays(9));
  private static final RestorePoint OLD = point(1);
  private static final RestorePoint NEW = point(2);
  private static final ContentId SOME = ContentId.parse("cd".repeat(32));
  private static final List<RestorePoint> BOTH = List.of(NEW, OLD);
  private static final Set<PointId> STORED = Set.of(NEW.id(), OLD.id());

  private static RestorePoint point(int day) {
    var time = LedgerFixture.START.plus(Duration.ofDays(day));
    var id = PointId.of(PointId.parse("shop-20261129t041500z-7f3a").application(), time, day);
    return new RestorePoint(
        id,
        new Cut(time, time, Duration.ZERO),
        Consistency.SEPARATE,
        ContentId.parse("ab".repeat(32)),
        new RestorePoint.Size(1, 1, 1, 0),
        new Proof(time, true, time, null, null),
        null);
  }

  private static Standing standing(int last, FactBody... further) {
    var terms =
        new Terms(
            new Terms.Counts(last, 0, 0, 0, 0, 0),
            Duration.ZERO,
            Duration.ZERO,
            ZoneOffset.UTC,
            Duration.ofHours(24));
    var draft =
        Fact.Draft.at(LedgerFixture.START, "ann", new FactBody.PolicyChanged(null, terms, ""));
    var drafts = new ArrayList<>(List.of(draft));
    for (var body : further) {
      drafts.add(Fact.Draft.at(LedgerFixture.START, "ann", body));
    }
    return Standing.of(
        Chain.empty(LedgerFixture.SHOP, WriterId.parse("0123456789abcdef"))
            .append(drafts, LedgerFixture.START)
            .stream()
            .map(entry -> entry.fact())
            .toList(),
        Administrators.ONE);
  }

  private static RemovalPlan plan(int last, Observed observed) {
    return RemovalPlan.of(standing(last), observed, NOW);
  }

  @Test
  void a_point_goes_and_then_its_space_with_the_ledger_sealed_between() {
    var plan = plan(1, new Observed(BOTH, STORED, List.of(), List.of(), null, false));

    assertThat(plan.kept()).extracting(RemovalPlan.Kept::point).containsExactly(NEW.id());
    assertThat(plan.steps())
        .containsExactly(
            new RemovalStep.RemovePoint(OLD.id(), List.of("no rule keeps it")),
            new RemovalStep.SealLedger(),
            new RemovalStep.TrimLedger(),
            new RemovalStep.Prune());
    assertThat(plan.steps()).extracting(RemovalStep::key).doesNotHaveDuplicates();
  }

  @Test
  void a_lost_point_is_struck_off_and_pushes_none_out() {
    var plan = plan(1, new Observed(BOTH, Set.of(OLD.id()), List.of(), List.of(), null, false));

    assertThat(plan.kept()).extracting(RemovalPlan.Kept::point).containsExactly(OLD.id());
    assertThat(plan.steps())
        .containsExactly(
            new RemovalStep.StrikeOff(NEW.id()),
            new RemovalStep.SealLedger(),
            new RemovalStep.TrimLedger());
  }

  @Test
  void a_lost_point_that_is_held_stays_missed() {
    var hold =
        new Hold(
            "incident-7",
            "evidence",
            "ann",
            LedgerFixture.START,
            new Hold.Release.AfterReview(LocalDate.of(2027, 1, 1)));
    var plan =
        RemovalPlan.of(
            standing(1, new FactBody.HoldPlaced(NEW.id(), hold)),
            new Observed(BOTH, Set.of(OLD.id()), List.of(), List.of(), null, false),
            NOW);

    assertThat(plan.steps()).isEmpty();
  }

  @Test
  void what_the_catalog_does_not_know_is_not_looked_at() {
    var plan = plan(1, new Observed(List.of(NEW), STORED, List.of(), List.of(), null, false));

    assertThat(plan.kept()).hasSize(1);
    assertThat(plan.steps()).isEmpty();
  }

  @Test
  void leftovers_are_swept_and_pruned() {
    var plan = plan(2, new Observed(BOTH, STORED, List.of(SOME), List.of(), null, false));

    assertThat(plan.steps())
        .containsExactly(
            new RemovalStep.Sweep(List.of(SOME)),
            new RemovalStep.SealLedger(),
            new RemovalStep.TrimLedger(),
            new RemovalStep.Prune());
  }

  @Test
  void the_ledger_is_trimmed_without_a_prune() {
    var plan = plan(2, new Observed(BOTH, STORED, List.of(), List.of(SOME), null, false));

    assertThat(plan.steps()).containsExactly(new RemovalStep.TrimLedger());
  }

  @Test
  void a_prune_that_an_earlier_run_did_not_come_to_is_made_up_for() {
    var plan = plan(2, new Observed(BOTH, STORED, List.of(), List.of(), null, true));

    assertThat(plan.steps()).containsExactly(new RemovalStep.Prune());
  }
}
