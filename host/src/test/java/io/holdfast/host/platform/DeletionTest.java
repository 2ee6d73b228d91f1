package io.holdfast.host.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.apply.Source;
import io.holdfast.api.platform.Caller;
import io.holdfast.api.platform.DeletedKind;
import io.holdfast.api.platform.OfApplication;
import io.holdfast.api.platform.OfKind;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.api.platform.Role;
import io.holdfast.host.Machine;
import io.holdfast.host.MachineWorkshop;
import io.holdfast.host.TestEquipment;
import io.holdfast.host.run.Journal;
import io.holdfast.host.work.Dispatcher;
import io.holdfast.host.work.Standing;
import io.holdfast.protection.backup.BackupPlan;
import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.queue.Kind;
import io.holdfast.protection.queue.Limits;
import io.holdfast.protection.run.Run;
import io.holdfast.schema.document.Reading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeletionTest {
  @TempDir Path directory;

  private MachineWorkshop workshop;
  private Machine machine;
  private Dispatcher dispatcher;

  @BeforeEach
  void open() throws Exception {
    workshop = new MachineWorkshop(directory);
    machine = workshop.start();
    dispatcher = Dispatcher.onRequest(new Limits(1, 1), TestEquipment.CLOCK);
    workshop.applied(machine);
  }

  @AfterEach
  void close() throws Exception {
    dispatcher.close();
    machine.close();
  }

  private DeletedKind delete(String kind, String name) throws Exception {
    return new LocalPlatform(machine, dispatcher)
        .answer(Operations.DELETE_KIND, new OfKind(kind, name), new Caller("tester", Role.ADMIN));
  }

  @Test
  void what_another_object_names_stays() {
    assertThatThrownBy(() -> delete("Repository", "main"))
        .isInstanceOf(PlatformException.class)
        .hasMessageContaining("nothing was done");

    assertThatThrownBy(() -> delete("Repository", "other"))
        .hasMessageContaining("there is no repository other here");
  }

  @Test
  void what_is_stored_of_an_application_stays_and_is_there_once_it_is_declared_again()
      throws Exception {
    MachineWorkshop.backedUp(machine);
    var points = MachineWorkshop.points(machine);

    assertThat(delete("application", "shop").notes())
        .singleElement()
        .asString()
        .startsWith("1 restore points of shop stay");
    assertThat(machine.kinds().subjects()).isEmpty();
    assertThat(machine.seal()).isEmpty();
    assertThat(delete("repository", "main").notes().getFirst())
        .startsWith("everything in repository main stays where it is, at ");
    assertThat(machine.seal()).isEmpty();

    workshop.applied(machine);
    assertThat(MachineWorkshop.points(machine)).isEqualTo(points).isNotEmpty();
    assertThat(machine.verify().isSound()).isTrue();
  }

  @Test
  void what_no_repository_has_yet_is_told_and_waits_until_it_is_declared_again() throws Exception {
    MachineWorkshop.backedUp(machine);
    Files.move(directory.resolve("repository"), directory.resolve("away"));
    assertThat(MachineWorkshop.backedUp(machine).outcome()).isEqualTo(Run.Outcome.FAILED);
    assertThat(machine.seal()).hasSize(1);

    delete("application", "shop");
    assertThat(delete("repository", "main").notes())
        .contains("1 facts of it are on this machine alone: apply it again to have them sealed");
    assertThat(machine.seal()).isEmpty();

    Files.move(directory.resolve("away"), directory.resolve("repository"));
    workshop.applied(machine);
    assertThat(machine.seal()).isEmpty();
    assertThat(machine.catalog().ledger().unsealed()).isEmpty();
  }

  @Test
  void an_application_of_which_a_run_is_under_way_or_waits_stays() throws Exception {
    var target = machine.kinds().subject("shop").target();
    var go = new CountDownLatch(1);
    var requests = new ArrayList<String>();
    for (int i = 0; i < 2; i++) {
      requests.add(
          dispatcher.ask(
              Kind.BACKUP,
              target,
              () -> {
                go.await();
                return machine.backups().run(machine.kinds().subject("shop"));
              }));
    }

    assertThatThrownBy(() -> delete("application", "shop"))
        .isInstanceOfSatisfying(
            PlatformException.class,
            refused ->
                assertThat(refused.reasons().getFirst())
                    .contains("a run of it is under way, or waits"));

    go.countDown();
    for (var request : requests) {
      assertThat(dispatcher.standing(request, Duration.ofMinutes(2)))
          .hasValueSatisfying(standing -> assertThat(standing.isOver()).isTrue());
    }
    assertThat(delete("application", "shop").notes().getFirst())
        .startsWith("2 restore points of shop stay");
  }

  @Test
  void a_run_that_was_cut_off_from_a_lost_repository_keeps_nobody() throws Exception {
    var shop = machine.kinds().subject("shop");
    var planning = (Planning.Planned<BackupPlan>) machine.backups().plan(shop);
    var point = planning.plan().point();
    machine
        .catalog()
        .runs()
        .begin(
            new Run(
                point.text(),
                Run.Type.BACKUP,
                shop.ofRun(),
                TestEquipment.CLOCK.instant(),
                null,
                Journal.text(planning.plan())));
    Files.move(directory.resolve("repository"), directory.resolve("lost"));
    assertThat(machine.recover((_, _) -> {})).isEmpty();
    assertThatThrownBy(() -> delete("application", "shop"))
        .isInstanceOfSatisfying(
            PlatformException.class,
            refused ->
                assertThat(refused.reasons().getFirst())
                    .contains(point + " has not ended", "delete repository main"));

    apply(MachineWorkshop.kinds("[{ name: orders, path: ./var/orders }]").replace("main", "new"));
    assertThat(delete("repository", "main").notes())
        .contains(point + ", which was cut off, is not taken up in it any more: it ends as failed");

    assertThat(machine.recover((_, _) -> {}))
        .singleElement()
        .satisfies(run ->
            assertThat(Objects.requireNonNull(run.end()).outcome()).isEqualTo(Run.Outcome.FAILED));
    assertThat(delete("application", "shop").name()).isEqualTo("shop");
  }

  private void apply(String documents) throws Exception {
    assertThat(
            machine
                .kinds()
                .apply(
                    List.of(
                        new Source(
                            "new.yaml",
                            directory,
                            documents.replace("./repository", "./new").getBytes(UTF_8))),
                    "ann",
                    false))
        .isInstanceOf(Reading.Read.class);
  }

  @Test
  void of_a_deletion_and_a_backup_at_once_one_is_refused() throws Exception {
    var platform = new LocalPlatform(machine, dispatcher);
    var caller = new Caller("tester", Role.ADMIN);
    for (int i = 0; i < 6; i++) {
      workshop.applied(machine);
      var start = new CyclicBarrier(2);
      var deletion =
          new FutureTask<>(() -> {
            start.await();
            return delete("application", "shop");
          });
      Thread.ofPlatform().start(deletion);
      start.await();
      Optional<Standing> backup = Optional.empty();
      try {
        var accepted = platform.answer(Operations.BACK_UP, new OfApplication("shop"), caller);
        backup = dispatcher.standing(accepted.request(), Duration.ofMinutes(2));
      } catch (PlatformException gone) {
        assertThat(gone).hasMessageContaining("there is no application shop here");
      }

      boolean isDeleted;
      try {
        isDeleted = deletion.get().name().equals("shop");
      } catch (ExecutionException refused) {
        assertThat(refused.getCause()).isInstanceOf(PlatformException.class);
        isDeleted = false;
      }

      // Deleted before the run had begun, or after it had ended.
      boolean ran = backup.filter(Standing.Ended.class::isInstance).isPresent();
      assertThat(ran || isDeleted).isTrue();
      assertThat(machine.catalog().runs().unended()).isEmpty();
      assertThat(machine.kinds().subjects()).hasSize(isDeleted ? 0 : 1);
    }
  }

  @Test
  void a_kind_that_nobody_knows_is_told() {
    assertThatThrownBy(() -> delete("app", "shop"))
        .hasMessage(
            "there is no kind 'app': expected one of repository, policy, application,"
                + " restorepoint, restore");
  }

  @Test
  void an_application_with_a_run_that_has_not_ended_stays() throws Exception {
    var shop = machine.kinds().subject("shop");
    machine
        .catalog()
        .runs()
        .begin(
            new Run(
                "shop-20261129t041500z-7f3a",
                Run.Type.BACKUP,
                new Run.Subject(shop.repositoryName(), shop.name()),
                TestEquipment.CLOCK.instant(),
                null,
                "{}"));

    assertThatThrownBy(() -> delete("application", "shop"))
        .isInstanceOf(PlatformException.class)
        .hasMessageContaining("nothing was done");
    assertThat(machine.kinds().subjects()).hasSize(1);
  }
}
