package io.holdfast.protection.standing;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protection.hold.Hold;
import io.holdfast.protection.ledger.Chain;
import io.holdfast.protection.ledger.Entry;
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
import io.holdfast.protection.retention.Terms;
import io.holdfast.protection.safeguard.Administrators;
import io.holdfast.protection.safeguard.Weakening;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class StandingTest {
  private static final PointId POINT = PointId.parse("shop-20261129t041500z-7f3a");
  private static final Instant START = LedgerFixture.START;
  private static final Instant LATER = START.plus(Duration.ofHours(30));
  private static final Terms WEEK = daily(7);
  private static final Terms DAY = daily(1);

  private final List<Entry> entries = new ArrayList<>();
  private Chain chain = Chain.empty(LedgerFixture.SHOP, WriterId.parse("0123456789abcdef"));

  private static Terms daily(int count) {
    return new Terms(
        new Terms.Counts(0, 0, count, 0, 0, 0),
        Duration.ZERO,
        Duration.ZERO,
        ZoneOffset.UTC,
        Duration.ofHours(24));
  }

  private Entry fact(Instant storeTime, String by, FactBody body) {
    return fact(storeTime, storeTime, by, body);
  }

  private Entry fact(Instant storeTime, Instant recorded, String by, FactBody body) {
    var entry = chain.append(List.of(Fact.Draft.at(storeTime, by, body)), recorded).getFirst();
    chain = Chain.endingWith(entry);
    entries.add(entry);
    return entry;
  }

  private void captured(Instant time) {
    fact(
        time,
        "holdfast",
        new FactBody.PointCaptured(
            new RestorePoint(
                POINT,
                new Cut(time, time, Duration.ZERO),
                Consistency.SEPARATE,
                ContentId.parse("ab".repeat(32)),
                new RestorePoint.Size(1, 1, 1, 0),
                new Proof(time, true, time, null, null),
                null)));
  }

  private void placed(Instant time) {
    var review = new Hold.Release.AfterReview(LocalDate.of(2027, 1, 1));
    fact(
        time,
        "ann",
        new FactBody.HoldPlaced(POINT, new Hold("incident-7", "evidence", "ann", time, review)));
  }

  private void released(Instant time, String by) {
    fact(time, by, new FactBody.HoldReleased(POINT, "incident-7", "case closed"));
  }

  private void approved(Instant time, String by) {
    fact(time, by, new FactBody.ReleaseApproved(POINT, "incident-7"));
  }

  private Entry changed(Instant time, String by, Terms terms) {
    return fact(time, by, new FactBody.PolicyChanged(null, terms, ""));
  }

  private Standing standing(Administrators administrators) {
    return Standing.of(entries.stream().map(Entry::fact).toList(), administrators);
  }

  private boolean isHeld(Administrators administrators, Instant time) {
    return !standing(administrators).inForce(POINT, time).isEmpty();
  }

  @Test
  void a_hold_stays_until_its_release_has_waited() {
    placed(START);
    released(START, "ann");

    assertThat(isHeld(Administrators.ONE, START.plus(Duration.ofHours(24)).minusMillis(1)))
        .isTrue();
    assertThat(isHeld(Administrators.ONE, START.plus(Duration.ofHours(24)))).isFalse();
    assertThat(isHeld(Administrators.SEVERAL, LATER)).isTrue();
  }

  @Test
  void who_asked_for_a_release_cannot_approve_it() {
    placed(START);
    released(START, "mallory");
    approved(START, "mallory");
    assertThat(isHeld(Administrators.SEVERAL, LATER)).isTrue();

    approved(START, "ben");

    assertThat(isHeld(Administrators.SEVERAL, LATER)).isFalse();
  }

  @Test
  void asking_again_by_somebody_else_makes_nobody_a_second_person() {
    placed(START);
    released(START, "mallory");
    released(START.plusSeconds(1), "ben");
    approved(START.plusSeconds(2), "mallory");

    assertThat(isHeld(Administrators.SEVERAL, LATER)).isTrue();
  }

  @Test
  void placed_once_more_a_hold_gives_its_release_up() {
    placed(START);
    released(START.plusSeconds(1), "mallory");
    placed(START.plusSeconds(2));

    assertThat(isHeld(Administrators.ONE, LATER)).isTrue();
    assertThat(standing(Administrators.ONE).holds(POINT).releases()).isEmpty();
  }

  @Test
  void releases_and_approvals_of_what_is_not_there_change_nothing() {
    released(START, "mallory");
    approved(START, "ben");
    placed(START.plusSeconds(1));

    assertThat(isHeld(Administrators.ONE, LATER)).isTrue();
  }

  @Test
  void a_release_waits_as_long_as_the_policy_in_force_says() {
    changed(
        START,
        "ann",
        new Terms(WEEK.counts(), Duration.ZERO, Duration.ZERO, WEEK.zone(), Duration.ofDays(3)));
    placed(START);
    released(START, "ann");

    assertThat(isHeld(Administrators.ONE, LATER)).isTrue();
    assertThat(isHeld(Administrators.ONE, START.plus(Duration.ofDays(3)))).isFalse();
  }

  @Test
  void the_first_policy_is_in_force_at_once() {
    changed(START, "ann", DAY);

    assertThat(standing(Administrators.SEVERAL).policy().policies(Administrators.SEVERAL, START))
        .containsExactly(DAY.retention());
  }

  @Test
  void a_policy_for_points_that_had_none_waits() {
    captured(START);
    changed(START.plus(Duration.ofHours(1)), "mallory", DAY);

    var standing = standing(Administrators.ONE);

    assertThat(standing.policy().current()).isEqualTo(Terms.KEEP_ALL);
    assertThat(standing.change())
        .contains(new Standing.Change(entries.getLast().fact().id(), null));
    assertThat(standing.applied().map(Standing.Applied::terms)).contains(DAY);
  }

  @Test
  void a_change_that_was_recorded_by_a_clock_put_back_waits_like_any_other() {
    changed(START, "ann", WEEK);
    captured(START.plusSeconds(60));
    var change = new FactBody.PolicyChanged(null, DAY, "");
    fact(START.plus(Duration.ofHours(1)), START.plusSeconds(1), "mallory", change);

    var standing = standing(Administrators.ONE);

    assertThat(standing.policy().current()).isEqualTo(WEEK);
  }

  @Test
  void only_somebody_else_approves_a_change_and_only_the_one_he_saw() {
    changed(START, "ann", WEEK);
    captured(START);
    var seen = changed(START.plus(Duration.ofHours(1)), "mallory", daily(3));
    var other = changed(START.plus(Duration.ofHours(2)), "mallory", DAY);
    fact(START.plus(Duration.ofHours(3)), "ben", new FactBody.PolicyApproved(seen.fact().id()));
    fact(
        START.plus(Duration.ofHours(3)), "mallory", new FactBody.PolicyApproved(other.fact().id()));
    assertThat(approval()).isNull();

    fact(START.plus(Duration.ofHours(4)), "ben", new FactBody.PolicyApproved(other.fact().id()));

    assertThat(approval())
        .isEqualTo(new Weakening.Approval("ben", START.plus(Duration.ofHours(4))));
  }

  private Weakening.@Nullable Approval approval() {
    return Objects.requireNonNull(standing(Administrators.SEVERAL).policy().pending())
        .asked()
        .approval();
  }

  @Test
  void withdrawing_a_fact_is_no_way_around_the_delay() {
    placed(START);
    var hold = entries.getLast().fact().id();
    fact(START.plusSeconds(1), "mallory", new FactBody.Withdrawn(hold, "a slip"));

    assertThat(isHeld(Administrators.ONE, LATER)).isTrue();
  }
}
