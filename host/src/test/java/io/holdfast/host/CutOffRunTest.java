package io.holdfast.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.host.run.Journal;
import io.holdfast.host.run.Subject;
import io.holdfast.location.Opener;
import io.holdfast.protection.backup.BackupPlan;
import io.holdfast.protection.name.RepositoryName;
import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.point.RestorePoint;
import io.holdfast.protection.restore.RestorePlan;
import io.holdfast.protection.run.Run;
import io.holdfast.schema.Json;
import io.holdfast.vault.point.Lookup;
import io.holdfast.vault.point.Points;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Runs whose process was killed, at the next start. */
final class CutOffRunTest extends OnOneMachine {
  private Machine machine() {
    return one.machine();
  }

  private BackupPlan begun(Subject subject) throws IOException {
    var plan = ((Planning.Planned<BackupPlan>) machine().backups().plan(subject)).plan();
    machine()
        .catalog()
        .runs()
        .begin(
            new Run(
                plan.point().text(),
                Run.Type.BACKUP,
                new Run.Subject(subject.repositoryName(), subject.name()),
                TestEquipment.CLOCK.instant(),
                null,
                new String(Json.write(plan), UTF_8)));
    return plan;
  }

  @Test
  void a_run_of_an_application_that_moved_is_finished_where_it_began() throws Exception {
    var shop = one.applied(OneMachine.BOTH);
    var plan = begun(shop);
    var moved =
        one.declared(
            "---\n"
                + OneMachine.repository().replace("main", "second").replace("./repos", "./other")
                + OneMachine.shop(OneMachine.BOTH).replace("name: main", "name: second"));

    one.restart();
    var ended = machine().recover((_, _) -> {});

    assertThat(ended)
        .singleElement()
        .satisfies(run ->
            assertThat(Objects.requireNonNull(run.end()).outcome()).isEqualTo(Run.Outcome.DONE));
    assertThat(one.points(shop)).extracting(RestorePoint::id).containsExactly(plan.point());
    assertThat(moved.repositoryName()).isEqualTo(RepositoryName.parse("second"));
    assertThat(one.points(moved)).isEmpty();
    assertThat(directory.resolve("otheritory")).doesNotExist();
    try (var session = one.session(shop, Opener.Lock.NONE)) {
      assertThat(new Points(session.repository()).find(plan.point()))
          .isInstanceOf(Lookup.Found.class);
    }
  }

  @Test
  void a_run_is_given_up_when_its_repository_is_declared_no_more() throws Exception {
    var shop = one.applied(OneMachine.BOTH);
    var run =
        new Run(
            "retention-shop-1",
            Run.Type.RETENTION,
            new Run.Subject(RepositoryName.parse("former"), shop.name()),
            TestEquipment.CLOCK.instant(),
            null,
            "{}");
    machine().catalog().runs().begin(run);

    var end = Objects.requireNonNull(machine().recover(run).end());

    assertThat(end.outcome()).isEqualTo(Run.Outcome.FAILED);
    assertThat(end.message()).contains("repository former is declared no more");
    assertThat(machine().catalog().runs().unended()).isEmpty();
  }

  @Test
  void a_backup_whose_plan_cannot_be_read_ends_as_failed() throws Exception {
    assertThat(endOfUnreadable(Run.Type.BACKUP, "shop-20261129t041500z-7f3a"))
        .contains("what it left on this machine is not known");
  }

  @Test
  void a_retention_run_whose_plan_cannot_be_read_ends_as_failed() throws Exception {
    assertThat(endOfUnreadable(Run.Type.RETENTION, "retention-shop-1"))
        .contains("what it was about to do cannot be read", "the next run goes on");
  }

  @Test
  void a_backup_whose_steps_cannot_be_read_ends_as_failed_and_hides_nothing_meanwhile()
      throws Exception {
    var plan = begun(one.applied(OneMachine.BOTH));
    machine().catalog().runs().add(plan.point().text(), plan.steps().getFirst().key(), "no result");
    assertThat(machine().measurements().metrics()).contains("holdfast_");

    one.restart();
    var ended = machine().recover((_, _) -> {});

    assertThat(ended)
        .singleElement()
        .satisfies(run ->
            assertThat(Objects.requireNonNull(run.end()).message())
                .contains("what it left on this machine is not known"));
    assertThat(machine().catalog().runs().unended()).isEmpty();
  }

  private String endOfUnreadable(Run.Type type, String id) throws Exception {
    var shop = one.applied(OneMachine.BOTH);
    var run = new Run(id, type, shop.ofRun(), TestEquipment.CLOCK.instant(), null, "no plan");
    machine().catalog().runs().begin(run);

    one.restart();
    var ended = machine().recover((_, _) -> {});

    assertThat(ended).singleElement().extracting(Run::id).isEqualTo(id);
    var end = Objects.requireNonNull(ended.getFirst().end());
    assertThat(end.outcome()).isEqualTo(Run.Outcome.FAILED);
    assertThat(machine().catalog().runs().unended()).isEmpty();
    return end.message();
  }

  @Test
  void a_run_that_was_cut_off_is_finished_by_the_next_start() throws Exception {
    var shop = one.applied(OneMachine.BOTH);
    var plan = begun(shop);

    one.restart();
    var ended = machine().recover((_, _) -> {});

    assertThat(ended).singleElement().extracting(Run::id).isEqualTo(plan.point().text());
    assertThat(one.points(shop))
        .singleElement()
        .extracting(RestorePoint::id)
        .isEqualTo(plan.point());
    assertThat(machine().recover((_, _) -> {})).isEmpty();
  }

  @Test
  void a_run_that_was_cut_off_waits_for_its_repository_and_keeps_no_other_from_its_end()
      throws Exception {
    var shop = one.applied(OneMachine.BOTH);
    var waiting = begun(shop);
    Files.move(directory.resolve("repository"), directory.resolve("away"));
    machine()
        .catalog()
        .runs()
        .begin(
            new Run(
                "restore-1",
                Run.Type.RESTORE,
                new Run.Subject(shop.repositoryName(), shop.name()),
                TestEquipment.CLOCK.instant(),
                null,
                Journal.text(
                    new RestorePlan("restore-1", waiting.point(), List.of(), List.of(), true))));

    one.restart();
    var ended = machine().recover((_, _) -> {});

    assertThat(ended).extracting(Run::id).containsExactly("restore-1");
    assertThat(machine().catalog().runs().unended())
        .extracting(Run::id)
        .containsExactly(waiting.point().text());

    Files.move(directory.resolve("away"), directory.resolve("repository"));

    assertThat(machine().recover((_, _) -> {}))
        .extracting(Run::id)
        .containsExactly(waiting.point().text());
    assertThat(one.points(shop))
        .singleElement()
        .extracting(RestorePoint::id)
        .isEqualTo(waiting.point());
  }

  @Test
  void a_run_whose_hooks_died_with_it_is_given_up() throws Exception {
    var shop =
        one.applied(
            """
            - name: orders
              path: ./var/orders
              method: Live
              hooks: { post: { command: ["true"] } }
            """);
    begun(shop);

    one.restart();
    var ended = machine().recover((_, _) -> {});

    assertThat(ended)
        .singleElement()
        .satisfies(run ->
            assertThat(Objects.requireNonNull(run.end()).outcome()).isEqualTo(Run.Outcome.FAILED));
    assertThat(one.points(shop)).isEmpty();
    assertThat(machine().catalog().runs().unended()).isEmpty();
  }
}
