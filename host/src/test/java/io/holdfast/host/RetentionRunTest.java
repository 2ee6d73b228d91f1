package io.holdfast.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.host.run.Subject;
import io.holdfast.location.Opener;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.protection.point.RestorePoint;
import io.holdfast.protection.removal.RemovalPlan;
import io.holdfast.protection.removal.RemovalStep;
import io.holdfast.protection.run.Run;
import io.holdfast.repository.forget.ForgetExecutor;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.vault.Belonging;
import io.holdfast.vault.point.Leftovers;
import io.holdfast.vault.point.Lookup;
import io.holdfast.vault.point.Points;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Retention runs on a real repository. */
final class RetentionRunTest extends OnOneMachine {
  private Subject shop(int last) throws IOException {
    return one.declared(OneMachine.gold(last, "24h") + OneMachine.shop(OneMachine.BOTH, "gold"));
  }

  private Run.End kept(Subject shop) throws IOException, InterruptedException {
    return Objects.requireNonNull(one.machine().retentions().run(shop).end());
  }

  private List<PointId> stored(Subject shop) throws IOException, InterruptedException {
    try (var session = one.session(shop, Opener.Lock.NONE)) {
      return Leftovers.sealed(session.repository().snapshots().all()).stream().sorted().toList();
    }
  }

  private long snapshots(Subject shop, Class<? extends Belonging> kind)
      throws IOException, InterruptedException {
    try (var session = one.session(shop, Opener.Lock.NONE)) {
      return session.repository().snapshots().all().values().stream()
          .flatMap(snapshot -> Belonging.of(snapshot).stream())
          .filter(kind::isInstance)
          .count();
    }
  }

  private void forgotten(Subject shop, List<SnapshotId> snapshots)
      throws IOException, InterruptedException {
    try (var session = one.session(shop, Opener.Lock.EXCLUSIVE)) {
      new ForgetExecutor(session.repository(), session.lock(), InstantSource.system())
          .remove(snapshots, _ -> {});
    }
  }

  private static List<PointId> removed(RemovalPlan plan) {
    return plan.steps().stream()
        .filter(RemovalStep.RemovePoint.class::isInstance)
        .map(step -> ((RemovalStep.RemovePoint) step).point())
        .toList();
  }

  @Test
  void what_the_plan_says_is_what_the_run_does() throws Exception {
    var shop = shop(2);
    one.backedUp(shop, 4);
    var all = one.points(shop).stream().map(RestorePoint::id).toList();

    var plan = one.machine().retentions().plan(shop);
    assertThat(stored(shop)).hasSize(4);
    var end = kept(shop);

    assertThat(end.outcome()).as(end.message()).isEqualTo(Run.Outcome.DONE);
    assertThat(removed(plan)).containsExactlyElementsOf(all.subList(2, 4));
    assertThat(plan.kept())
        .containsExactly(
            new RemovalPlan.Kept(all.get(0), List.of("newest complete point", "last snapshot")),
            new RemovalPlan.Kept(all.get(1), List.of("last snapshot")));
    assertThat(one.points(shop)).extracting(RestorePoint::id).isEqualTo(all.subList(0, 2));
    assertThat(stored(shop)).containsExactlyInAnyOrderElementsOf(all.subList(0, 2));
    assertThat(snapshots(shop, Belonging.ToVolume.class)).isEqualTo(4);
    assertThat(one.facts(shop, FactBody.PointRemoved.class))
        .containsExactly(
            new FactBody.PointRemoved(all.get(2), List.of("no rule keeps it")),
            new FactBody.PointRemoved(all.get(3), List.of("no rule keeps it")));
    assertThat(one.machine().catalog().runs().steps(lastRun(shop).id()))
        .extracting(step -> step.key())
        .isEqualTo(plan.steps().stream().map(RemovalStep::key).toList());
  }

  private Run lastRun(Subject shop) throws IOException {
    return one.machine().catalog().runs().newest(shop.name(), 100).stream()
        .filter(run -> run.type() == Run.Type.RETENTION)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_run_that_has_nothing_to_do_does_nothing() throws Exception {
    var shop = shop(2);
    one.backedUp(shop, 1);
    kept(shop);

    var plan = one.machine().retentions().plan(shop);

    assertThat(plan.steps()).isEmpty();
    assertThat(kept(shop).outcome()).isEqualTo(Run.Outcome.DONE);
  }

  @Test
  void without_a_policy_everything_stays() throws Exception {
    var shop = one.applied(OneMachine.BOTH);
    one.backedUp(shop, 2);

    var plan = one.machine().retentions().plan(shop);

    assertThat(removed(plan)).isEmpty();
    assertThat(plan.kept())
        .allSatisfy(kept -> assertThat(kept.reasons()).contains("the policy has no rules"));
  }

  @Test
  void the_space_of_what_was_removed_is_free_and_the_rest_can_be_restored() throws Exception {
    var shop = shop(1);
    Files.write(one.file("var/orders/large"), randomBytes());
    one.backedUp(shop, 1);
    Files.delete(one.file("var/orders/large"));
    one.backedUp(shop, 1);
    long before = size();

    assertThat(kept(shop).outcome()).isEqualTo(Run.Outcome.DONE);

    assertThat(size()).isLessThan(before - 500_000);
    try (var session = one.session(shop, Opener.Lock.NONE)) {
      var points = new Points(session.repository());
      var left = (Lookup.Found) points.find(one.points(shop).getFirst().id());
      assertThat(points.tree(left.point(), VolumeName.parse("orders"))).isNotNull();
    }
  }

  private static byte[] randomBytes() {
    var bytes = new byte[1_000_000];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  private long size() throws IOException {
    try (var files = Files.walk(one.file("repository/data"))) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  @Test
  void a_point_that_somebody_forgot_is_struck_off_and_told_of() throws Exception {
    var shop = shop(5);
    one.backedUp(shop, 2);
    var lost = one.points(shop).get(1);
    forgotten(shop, List.of(SnapshotId.parse(lost.snapshot().text())));

    var plan = one.machine().retentions().plan(shop);
    var end = kept(shop);

    assertThat(plan.steps()).contains(new RemovalStep.StrikeOff(lost.id()));
    assertThat(end.outcome()).isEqualTo(Run.Outcome.DONE);
    assertThat(one.points(shop)).extracting(RestorePoint::id).doesNotContain(lost.id()).hasSize(1);
    assertThat(one.facts(shop, FactBody.PointRemoved.class))
        .singleElement()
        .satisfies(fact -> assertThat(fact.reasons().getFirst()).contains("does not have it"));
    assertThat(end.message()).contains("no longer listed: " + lost.id());
  }

  @Test
  void a_point_that_the_catalog_does_not_know_is_never_removed() throws Exception {
    var shop = shop(1);
    one.backedUp(shop, 3);
    var unknown = one.points(shop).getLast().id();
    one.machine().catalog().points().remove(shop.repositoryName(), unknown);

    kept(shop);

    assertThat(stored(shop)).contains(unknown).hasSize(2);
  }

  @Test
  void what_a_run_left_is_swept_after_a_day_and_not_before() throws Exception {
    var shop = shop(5);
    one.backedUp(shop, 1);
    var young = leftBehind(shop);
    one.setClock(InstantSource.offset(InstantSource.system(), Duration.ofHours(-25)));
    var old = leftBehind(shop);
    one.setClock(InstantSource.system());

    var plan = one.machine().retentions().plan(shop);
    assertThat(kept(shop).outcome()).isEqualTo(Run.Outcome.DONE);

    assertThat(plan.steps())
        .filteredOn(RemovalStep.Sweep.class::isInstance)
        .singleElement()
        .satisfies(sweep -> assertThat(((RemovalStep.Sweep) sweep).snapshots()).hasSize(2));
    try (var session = one.session(shop, Opener.Lock.NONE)) {
      var all = session.repository().snapshots().all();
      assertThat(Leftovers.parts(all, young)).hasSize(2);
      assertThat(Leftovers.parts(all, old)).isEmpty();
    }
  }

  /** The parts of a point that was never sealed. */
  private PointId leftBehind(Subject shop) throws IOException, InterruptedException {
    var before = one.points(shop);
    one.backedUp(shop, 1);
    var point =
        one.points(shop).stream().filter(made -> !before.contains(made)).findFirst().orElseThrow();
    one.machine().catalog().points().remove(shop.repositoryName(), point.id());
    try (var session = one.session(shop, Opener.Lock.EXCLUSIVE)) {
      for (var id : Leftovers.own(session.repository().snapshots().all(), point.id())) {
        session.repository().snapshots().remove(id);
      }
    }
    return point.id();
  }

  @Test
  void nothing_is_removed_while_the_clocks_disagree() throws Exception {
    var shop = shop(1);
    one.backedUp(shop, 2);
    one.setClock(InstantSource.offset(InstantSource.system(), Duration.ofMinutes(6)));

    var end = kept(shop);

    assertThat(end.outcome()).isEqualTo(Run.Outcome.FAILED);
    assertThat(end.message()).contains("nothing is deleted: the clock of");
    assertThat(stored(shop)).hasSize(2);
    assertThatThrownBy(() -> one.machine().retentions().plan(shop))
        .hasMessageContaining("nothing is deleted: the clock of");
  }

  @Test
  void a_repository_that_is_away_is_a_run_that_failed() throws Exception {
    var shop = shop(1);
    one.backedUp(shop, 2);
    Files.move(one.file("repository"), one.file("away"));

    var end = kept(shop);

    assertThat(end.outcome()).isEqualTo(Run.Outcome.FAILED);
    assertThat(end.message()).startsWith("'open repository' failed: there is no repository");
    assertThat(one.points(shop)).hasSize(2);
    assertThat(one.facts(shop, FactBody.RunFailed.class)).hasSize(1);
  }

  @Test
  void snapshots_of_the_ledger_do_not_pile_up() throws Exception {
    var shop = shop(5);
    one.backedUp(shop, 3);
    assertThat(snapshots(shop, Belonging.ToLedger.class)).isGreaterThan(2);
    var before = one.entries(shop);

    kept(shop);

    assertThat(snapshots(shop, Belonging.ToLedger.class)).isEqualTo(1);
    assertThat(one.entries(shop)).containsAll(before);
  }
}
