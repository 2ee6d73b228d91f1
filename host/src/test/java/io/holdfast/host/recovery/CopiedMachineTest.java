package io.holdfast.host.recovery;

import static io.holdfast.host.MachineWorkshop.backedUp;
import static io.holdfast.host.MachineWorkshop.points;
import static io.holdfast.host.MachineWorkshop.session;
import static io.holdfast.host.TestEquipment.AUTHOR;
import static io.holdfast.host.TestEquipment.CLOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.host.hold.HeldPoints;
import io.holdfast.location.Opener;
import io.holdfast.protection.hold.Hold;
import io.holdfast.protection.ledger.Chain;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.ledger.Segment;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.restore.RestoreRequest;
import io.holdfast.protection.run.Run;
import io.holdfast.vault.ledger.Segments;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Two machines that write the ledger with one key. */
final class CopiedMachineTest extends RebuildFixture {
  @Test
  void a_copied_machine_is_told_apart_before_it_forks_the_chain() throws Exception {
    machine.close();
    copy(workshop.state(), directory.resolve("copy"));
    machine = workshop.start();
    backedUp(machine);
    machine.close();
    machine = workshop.start("copy");

    var end = backedUp(machine);

    assertThat(end.outcome()).isEqualTo(Run.Outcome.INCOMPLETE);
    assertThat(end.message()).contains("another machine writes with a copy of this one's key");
    var report = rebuilt("copy", true);
    assertThat(report.identity().renewed()).isNotNull();
    assertThat(report.identity().forks()).isEmpty();
    assertThat(facts())
        .extracting(entry -> entry.fact().body())
        .filteredOn(FactBody.PointCaptured.class::isInstance)
        .hasSize(4)
        .doesNotHaveDuplicates();
    assertThat(backedUp(machine).outcome()).isEqualTo(Run.Outcome.DONE);
    assertThat(machine.verify().isSound()).isTrue();
  }

  @Test
  void an_older_catalog_takes_no_hold_away() throws Exception {
    var held = points(machine).getLast().id();
    machine.close();
    copy(workshop.state(), directory.resolve("older"));
    machine = workshop.start();
    assertThat(
            machine
                .holds()
                .place(
                    machine.kinds().subject("shop"),
                    new HeldPoints.Wish(held, "incident-7", "ann"),
                    "evidence",
                    new Hold.Release.AfterReview(LocalDate.of(2027, 1, 1))))
        .isInstanceOf(Planning.Planned.class);
    machine.close();
    machine = workshop.start("older");
    assertThat(backedUp(machine).message()).contains("this catalog is an older copy");
    var shop = machine.kinds().subject("shop");
    machine.catalog().ledger().deciding(line);
    assertThat(
            machine
                .restores()
                .run(
                    shop,
                    held,
                    stored ->
                        new RestoreRequest(
                            "restore-1",
                            stored.manifest(),
                            List.of(
                                new RestoreRequest.Volume(
                                    VolumeName.parse("orders"),
                                    directory.resolve("var/orders").toString(),
                                    null)),
                            RestoreRequest.Mode.ASIDE,
                            List.of(),
                            List.of(),
                            null),
                    "ann"))
        .as("the ledger keeps nobody from his data")
        .isInstanceOf(Planning.Planned.class);

    assertThatThrownBy(() -> machine.retentions().plan(shop))
        .hasMessageContaining("this catalog is an older copy");
    var end = Objects.requireNonNull(machine.retentions().run(shop).end());

    assertThat(end.outcome()).isEqualTo(Run.Outcome.FAILED);
    assertThat(end.message()).contains("this catalog is an older copy");
    rebuilt("older", true);
    assertThat(machine.holds().list(machine.kinds().subject("shop")))
        .extracting(HeldPoints.Held::point)
        .containsExactly(held);
  }

  @Test
  void a_decision_that_a_killed_process_sealed_is_taken_over_by_the_next_backup() throws Exception {
    machine.close();
    copy(workshop.state(), directory.resolve("older"));
    machine = workshop.start();
    var held = points(machine).getLast().id();
    machine
        .holds()
        .place(
            machine.kinds().subject("shop"),
            new HeldPoints.Wish(held, "incident-7", "ann"),
            "evidence",
            new Hold.Release.AfterReview(LocalDate.of(2027, 1, 1)));
    machine.close();
    machine = workshop.start("older");
    machine.catalog().ledger().deciding(line);

    assertThat(backedUp(machine).outcome()).isEqualTo(Run.Outcome.DONE);

    assertThat(machine.holds().list(machine.kinds().subject("shop")))
        .extracting(HeldPoints.Held::point)
        .containsExactly(held);
    assertThat(machine.catalog().ledger().isDeciding(line)).isFalse();
  }

  @Test
  void a_run_that_fails_before_that_takes_no_place_in_the_ledger() throws Exception {
    machine.catalog().ledger().deciding(line);
    var before = facts().size();
    Files.move(directory.resolve("repository"), directory.resolve("away"));

    assertThat(backedUp(machine).outcome()).isEqualTo(Run.Outcome.FAILED);

    assertThat(facts()).hasSize(before);
    Files.move(directory.resolve("away"), directory.resolve("repository"));
    assertThat(backedUp(machine).outcome()).isEqualTo(Run.Outcome.DONE);
    assertThat(machine.catalog().ledger().isDeciding(line)).isFalse();
  }

  @Test
  void a_fork_is_found_both_branches_stay_and_the_machine_gets_a_key_of_its_own() throws Exception {
    var key = key("state");
    var before = Chain.endingWith(facts().getFirst());
    var there = before.append(List.of(draft("there"), draft("there, too")), CLOCK.instant());
    try (var session = session(machine, Opener.Lock.SHARED)) {
      new Segments(session.repository(), line.repository(), _ -> {})
          .append(Segment.sign(there, key), session.lock(), AUTHOR, CLOCK.instant());
    }
    var here = facts();
    assertThat(machine.verify().repositories().getFirst().flaws())
        .anySatisfy(flaw ->
            assertThat(flaw.sentence())
                .contains("%s:%s:2".formatted(line, key.id()))
                .contains("another machine"));

    var report = rebuilt("state", true);

    assertThat(report.identity().forks()).hasSize(1);
    var renewed = Objects.requireNonNull(report.identity().renewed());
    assertThat(facts()).containsAll(here).containsAll(there);
    assertThat(key("state").id()).isEqualTo(renewed).isNotEqualTo(key.id());
    assertThat(backedUp(machine).outcome()).isEqualTo(Run.Outcome.DONE);
    assertThat(writer(facts().getLast())).isEqualTo(renewed);
    assertThat(machine.verify().repositories().getFirst().flaws()).hasSize(1);
  }
}
