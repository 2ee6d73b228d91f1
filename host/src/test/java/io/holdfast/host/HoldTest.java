package io.holdfast.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.host.hold.HeldPoints;
import io.holdfast.host.hold.HeldPoints.Wish;
import io.holdfast.host.run.NotThereException;
import io.holdfast.host.run.Subject;
import io.holdfast.location.Opener;
import io.holdfast.protection.hold.Hold;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.point.RestorePoint;
import io.holdfast.protection.safeguard.Administrators;
import io.holdfast.protection.safeguard.Weakening;
import io.holdfast.vault.hold.HeldSnapshots;
import io.holdfast.vault.ledger.Segments;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Holds on points of a real repository, and what retention makes of them. */
final class HoldTest extends OnOneMachine {
  private static final Hold.Release REVIEW = new Hold.Release.AfterReview(LocalDate.of(2027, 1, 1));

  private void several() throws IOException {
    one.close();
    one = new OneMachine(directory, Administrators.SEVERAL);
  }

  private HeldPoints holds() {
    return one.machine().holds();
  }

  /** A shop that keeps one point and has three. */
  private Subject shop(String delay) throws IOException, InterruptedException {
    var shop = one.declared(OneMachine.gold(1, delay) + OneMachine.shop(OneMachine.BOTH, "gold"));
    one.backedUp(shop, 3);
    return shop;
  }

  private PointId oldest(Subject shop) throws IOException {
    return one.points(shop).getLast().id();
  }

  private static Wish wish(PointId point, String by) {
    return new Wish(point, "incident-7", by);
  }

  private void placed(Subject shop, PointId point) throws IOException, InterruptedException {
    assertThat(holds().place(shop, wish(point, "ann"), "evidence", REVIEW))
        .isInstanceOf(Planning.Planned.class);
  }

  private Weakening.Standing released(Subject shop, PointId point, String by)
      throws IOException, InterruptedException {
    return planned(holds().release(shop, wish(point, by), "case closed"));
  }

  private static <P> P planned(Planning<P> planning) {
    assertThat(planning).isInstanceOf(Planning.Planned.class);
    return ((Planning.Planned<P>) planning).plan();
  }

  private static String refusal(Planning<?> planning) {
    assertThat(planning).isInstanceOf(Planning.Refused.class);
    return ((Planning.Refused<?>) planning).refusals().getFirst().sentence();
  }

  private boolean isKept(Subject shop, PointId point) throws IOException, InterruptedException {
    var run = one.machine().retentions().run(shop);
    assertThat(run.end()).isNotNull();
    return one.points(shop).stream().map(RestorePoint::id).anyMatch(point::equals);
  }

  @Test
  void a_held_point_survives_and_the_plan_says_why() throws Exception {
    var shop = shop("24h");
    var point = oldest(shop);
    placed(shop, point);

    var plan = one.machine().retentions().plan(shop);

    assertThat(plan.kept().getLast().reasons()).containsExactly("hold incident-7 by ann: evidence");
    assertThat(isKept(shop, point)).isTrue();
    assertThat(one.points(shop)).hasSize(2);
  }

  @Test
  void a_hold_is_in_the_repository_when_it_is_acknowledged() throws Exception {
    var shop = shop("24h");
    placed(shop, oldest(shop));

    try (var session = one.session(shop, Opener.Lock.NONE)) {
      assertThat(Segments.whole(session.repository(), shop.repositoryName()).facts(shop.line()))
          .anySatisfy(fact -> assertThat(fact.body()).isInstanceOf(FactBody.HoldPlaced.class));
    }
  }

  @Test
  void a_hold_that_a_lost_catalog_does_not_know_still_holds() throws Exception {
    var shop = shop("24h");
    var point = oldest(shop);
    placed(shop, point);
    var known = one.points(shop);
    one.close();
    try (var files = Files.walk(directory.resolve("state"))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
    one = new OneMachine(directory);
    var again = one.declared(OneMachine.gold(1, "24h") + OneMachine.shop(OneMachine.BOTH, "gold"));
    for (var lost : known) {
      one.machine().catalog().points().put(again.repositoryName(), lost);
    }

    assertThat(one.entries(again)).isEmpty();
    assertThat(isKept(again, point)).isTrue();
    assertThat(one.points(again)).hasSize(2);
  }

  @Test
  void a_release_waits_for_the_delay_of_the_policy() throws Exception {
    var shop = shop("24h");
    var point = oldest(shop);
    placed(shop, point);

    var standing = released(shop, point, "ann");

    assertThat(standing)
        .isInstanceOfSatisfying(
            Weakening.Standing.Waits.class,
            waits ->
                assertThat(waits.until())
                    .isBetween(
                        Instant.now().plus(Duration.ofHours(24)).minusSeconds(60),
                        Instant.now().plus(Duration.ofHours(24))));
    assertThat(isKept(shop, point)).isTrue();
    assertThat(holds().list(shop))
        .singleElement()
        .satisfies(held -> assertThat(held.release()).isPresent());
  }

  @Test
  void this_machines_clock_makes_no_delay_pass() throws Exception {
    var shop = shop("24h");
    var point = oldest(shop);
    placed(shop, point);
    released(shop, point, "ann");
    one.setClock(InstantSource.offset(InstantSource.system(), Duration.ofDays(30)));

    assertThat(isKept(shop, point)).isTrue();
  }

  @Test
  void without_a_delay_a_released_point_goes() throws Exception {
    var shop = shop("0s");
    var point = oldest(shop);
    placed(shop, point);

    assertThat(released(shop, point, "ann")).isInstanceOf(Weakening.Standing.InEffect.class);
    assertThat(holds().list(shop)).isEmpty();
    assertThat(isKept(shop, point)).isFalse();
  }

  @Test
  void where_there_is_a_second_person_somebody_else_has_to_agree() throws Exception {
    several();
    var shop = shop("0s");
    var point = oldest(shop);
    placed(shop, point);

    assertThat(released(shop, point, "mallory"))
        .isInstanceOf(Weakening.Standing.NeedsApproval.class);
    assertThat(refusal(holds().approve(shop, wish(point, "mallory"))))
        .contains("'mallory' asked for this and cannot approve it");
    assertThat(isKept(shop, point)).isTrue();
    assertThat(planned(holds().approve(shop, wish(point, "ben"))))
        .isInstanceOf(Weakening.Standing.InEffect.class);
    assertThat(isKept(shop, point)).isFalse();
  }

  @Test
  void an_application_without_a_policy_has_holds_with_the_standard_delay() throws Exception {
    var shop = one.applied(OneMachine.BOTH);
    one.backedUp(shop, 1);
    placed(shop, oldest(shop));

    assertThat(released(shop, oldest(shop), "ann")).isInstanceOf(Weakening.Standing.Waits.class);
  }

  @Test
  void what_is_not_there_cannot_be_held_nor_released() throws Exception {
    var shop = shop("24h");
    var nowhere = PointId.parse("shop-20200101t000000z-0000");

    assertThatThrownBy(() -> holds().place(shop, wish(nowhere, "ann"), "evidence", REVIEW))
        .isInstanceOf(NotThereException.class)
        .hasMessageContaining("shop has no restore point shop-20200101t000000z-0000");
    assertThatThrownBy(() -> holds().release(shop, wish(oldest(shop), "ann"), "case closed"))
        .isInstanceOf(NotThereException.class)
        .hasMessageContaining(" has no hold incident-7: 'holdfast hold list shop'");
    assertThatThrownBy(() -> holds().approve(shop, wish(oldest(shop), "ann")))
        .isInstanceOf(NotThereException.class);
    placed(shop, oldest(shop));
    assertThatThrownBy(() -> holds().approve(shop, new Wish(oldest(shop), "incident-6", "ann")))
        .hasMessageContaining("did you mean 'incident-7'?");
    assertThat(refusal(holds().approve(shop, wish(oldest(shop), "ann"))))
        .contains("nobody asked for it");
    assertThat(refusal(holds().place(shop, wish(oldest(shop), "ben"), "again", REVIEW)))
        .contains("is held under this name already");
    assertThat(one.facts(shop, FactBody.HoldPlaced.class)).hasSize(1);
  }

  @Test
  void the_repository_alone_tells_which_snapshots_are_held() throws Exception {
    var shop = shop("24h");
    placed(shop, oldest(shop));

    try (var session = one.session(shop, Opener.Lock.NONE)) {
      var all = session.repository().snapshots().all();
      var held = new HeldSnapshots(session.repository(), Instant.now()).among(all);
      var ledger = Segments.whole(session.repository(), shop.repositoryName());

      // The point's own, one of each volume, and the one of the ledger that has all facts.
      assertThat(held).hasSize(4);
      assertThat(held.keySet())
          .doesNotContainAnyElementsOf(
              ledger.superseded(LedgerLine.of(shop.repositoryName(), shop.name())));
      assertThat(held.values())
          .allSatisfy(holds -> assertThat(holds).extracting(Hold::name).contains("incident-7"));
    }
  }
}
