package io.holdfast.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.host.kind.UnknownKindException;
import io.holdfast.host.state.StateDirectory;
import io.holdfast.host.state.StateInUseException;
import io.holdfast.location.Opener;
import io.holdfast.protection.compliance.Clause;
import io.holdfast.protection.compliance.Promise;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.ledger.Facts;
import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.plan.Refusal;
import io.holdfast.protection.point.RestorePoint;
import io.holdfast.protection.run.Run;
import io.holdfast.vault.point.Lookup;
import io.holdfast.vault.point.Points;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The whole line on one machine: from files that people write to a restored directory. */
final class MachineTest extends OnOneMachine {
  private Machine machine() {
    return one.machine();
  }

  @Test
  void a_backup_becomes_a_point_that_says_what_is_in_it() throws Exception {
    var shop = one.applied(OneMachine.BOTH);
    Files.writeString(directory.resolve("var/images/b.tmp"), "scratch");

    var end = one.backedUp(shop);

    assertThat(end.outcome()).isEqualTo(Run.Outcome.DONE);
    assertThat(one.points(shop)).hasSize(1);
    var point = one.points(shop).getFirst();
    assertThat(point.isComplete()).isTrue();
    assertThat(point.size()).isEqualTo(new RestorePoint.Size(2, 2, 12, 0));
    try (var session =
        machine().repositories().open(shop.repository(), Opener.Lock.NONE, Duration.ZERO)) {
      session.loadIndex();
      assertThat(new Points(session.repository()).find(point.id()))
          .isInstanceOfSatisfying(
              Lookup.Found.class,
              found -> {
                assertThat(found.point().view()).isEqualTo(point);
                assertThat(found.point().manifest().surroundings().kinds())
                    .containsExactly("application-shop.yaml", "repository-main.yaml");
              });
    }
  }

  @Test
  void a_point_of_a_clock_that_was_ahead_is_not_the_newest_for_years() throws Exception {
    var shop = one.applied(OneMachine.BOTH);
    one.setClock(InstantSource.offset(InstantSource.system(), Duration.ofDays(3650)));
    assertThat(one.backedUp(shop).message()).startsWith("this machine's clock says ");
    one.setClock(InstantSource.system());
    var ahead = one.points(shop).getFirst();
    assertThat(machine().points().newestComplete(shop)).contains(ahead);

    assertThat(one.backedUp(shop).message()).isEmpty();

    assertThat(machine().points().newestComplete(shop))
        .hasValueSatisfying(newest -> assertThat(newest.id()).isNotEqualTo(ahead.id()));
  }

  @Test
  void a_volume_that_is_not_there_makes_the_point_incomplete() throws Exception {
    var shop = one.applied(OneMachine.BOTH);
    Files.delete(directory.resolve("var/images/a.png"));
    Files.delete(directory.resolve("var/images"));

    var end = one.backedUp(shop);

    assertThat(end.outcome()).isEqualTo(Run.Outcome.INCOMPLETE);
    assertThat(one.points(shop).getFirst().isComplete()).isFalse();
    assertThat(one.points(shop).getFirst().size().volumes()).isEqualTo(1);
  }

  @Test
  void an_incomplete_run_leaves_no_point_and_says_why() throws Exception {
    var shop = one.applied(OneMachine.BOTH);
    Files.delete(directory.resolve("repository/config"));

    var end = one.backedUp(shop);

    assertThat(end.outcome()).isEqualTo(Run.Outcome.FAILED);
    assertThat(end.message()).contains("there is no repository");
    assertThat(one.points(shop)).isEmpty();
    assertThat(
            Facts.known(machine().catalog().ledger().read(shop.line()), Instant.MAX)
                .bodies(FactBody.RunFailed.class))
        .singleElement()
        .extracting(FactBody.RunFailed::step)
        .isEqualTo("open repository");
  }

  @Test
  void a_backup_that_is_refused_is_one_that_failed_with_the_reasons() throws Exception {
    var shop = one.applied("- { name: orders, path: /proc, method: Snapshot }");

    var planning = machine().backups().run(shop);

    assertThat(planning).isInstanceOf(Planning.Refused.class);
    assertThat(((Planning.Refused<Run>) planning).refusals())
        .singleElement()
        .extracting(Refusal::what)
        .isEqualTo("volume orders");
    assertThat(one.points(shop)).isEmpty();
    assertThat(machine().catalog().runs().unended()).isEmpty();
    assertThat(machine().catalog().runs().newest(shop.name(), 10))
        .singleElement()
        .extracting(Run::end)
        .satisfies(end -> {
          assertThat(Objects.requireNonNull(end).outcome()).isEqualTo(Run.Outcome.FAILED);
          assertThat(end.message())
              .startsWith("it is refused: volume orders: a volume snapshot was asked for");
        });
    assertThat(one.facts(shop, FactBody.RunFailed.class))
        .singleElement()
        .extracting(FactBody.RunFailed::step)
        .isEqualTo("plan");
    assertThat(lastBackup().reason()).contains("the last backup failed at");
  }

  private Clause lastBackup() throws IOException {
    return machine().compliance().report().applications().getFirst().of(Promise.LAST_BACKUP);
  }

  @Test
  void a_plan_alone_that_is_refused_is_no_failed_backup() throws Exception {
    var shop = one.applied("- { name: orders, path: /proc, method: Snapshot }");

    assertThat(machine().backups().plan(shop)).isInstanceOf(Planning.Refused.class);

    assertThat(machine().catalog().runs().newest(shop.name(), 10)).isEmpty();
  }

  @Test
  void a_backup_ends_as_it_did_where_no_directory_can_be_made_any_more() throws Exception {
    var shop = one.applied(OneMachine.BOTH);
    Files.writeString(directory.resolve("state/runs"), "in the way of what it keeps of a run");

    assertThat(one.backedUp(shop).outcome()).isEqualTo(Run.Outcome.DONE);
  }

  @Test
  void facts_of_a_point_are_in_the_repository_with_it() throws Exception {
    var shop = one.applied(OneMachine.BOTH);
    one.backedUp(shop);

    assertThat(machine().catalog().ledger().read(shop.line()))
        .singleElement()
        .extracting(entry -> entry.fact().body())
        .isEqualTo(new FactBody.PointCaptured(one.points(shop).getFirst()));
    for (var line : machine().catalog().ledger().lines()) {
      for (var entry : machine().catalog().ledger().read(line)) {
        assertThat(machine().catalog().ledger().unsealed(line, entry.fact().id().writer()))
            .isEmpty();
      }
    }
  }

  @Test
  void nothing_is_half_applied() throws Exception {
    var reading =
        one.apply(
            OneMachine.repository()
                + OneMachine.shop("- { name: orders, path: ./var/orders, methot: Live }"));

    assertThat(reading.mistakesFound()).hasSize(1);
    assertThat(reading.mistakesFound().getFirst().toString())
        .startsWith("shop.yaml:14:")
        .contains("methot")
        .contains("method");
    assertThat(machine().kinds().all()).isEmpty();
  }

  @Test
  void what_was_applied_is_there_after_the_next_start() throws Exception {
    one.applied(OneMachine.BOTH);
    var before = machine().kinds().all();

    one.restart();

    assertThat(machine().kinds().all()).isEqualTo(before).hasSize(2);
    assertThatThrownBy(() -> machine().kinds().subject("blog"))
        .isInstanceOf(UnknownKindException.class)
        .hasMessage("there is no application blog here: 'holdfast apply -f FILE' declares it");
  }

  @Test
  void a_machine_leaves_a_state_that_it_was_given_to_who_opened_it() throws Exception {
    try (var state = StateDirectory.open(directory.resolve("given"))) {
      Machine.open(state, null, TestEquipment.usual()).close();

      assertThatThrownBy(() -> StateDirectory.open(directory.resolve("given")))
          .isInstanceOf(StateInUseException.class);
    }
  }

  @Test
  void a_second_process_is_told_who_has_the_state() {
    assertThatThrownBy(one::start)
        .isInstanceOf(StateInUseException.class)
        .hasMessageContaining("process %d;".formatted(ProcessHandle.current().pid()));
  }
}
