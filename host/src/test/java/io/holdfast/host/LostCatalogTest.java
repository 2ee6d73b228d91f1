package io.holdfast.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.kind.Repository;
import io.holdfast.host.recovery.Rebuild;
import io.holdfast.host.work.PolicySchedules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LostCatalogTest {
  @TempDir Path directory;

  private MachineWorkshop workshop;
  private Path catalog;

  @BeforeEach
  void open() throws Exception {
    workshop = new MachineWorkshop(directory);
    catalog = workshop.state().resolve("catalog");
  }

  private Repository applied() throws Exception {
    try (var machine = workshop.start()) {
      workshop.applied(machine);
      machine.noteUse();
      return machine.kinds().repository("main");
    }
  }

  @Test
  void no_empty_catalog_takes_the_place_of_one_that_is_gone() throws Exception {
    applied();
    Files.move(catalog, directory.resolve("elsewhere"));

    assertThatThrownBy(workshop::start)
        .hasMessageContaining(catalog + " has nothing in it")
        .hasMessageContaining("holdfast catalog rebuild");
    // Not either once somebody tried to rebuild it, and could not.
    assertThat(workshop.rebuild("state", List.of(), false))
        .isInstanceOf(Rebuild.Outcome.Refused.class);
    assertThatThrownBy(workshop::start).hasMessageContaining("has nothing in it");

    Files.move(catalog, directory.resolve("empty"));
    Files.move(directory.resolve("elsewhere"), catalog);
    try (var machine = workshop.start()) {
      assertThat(machine.kinds().subjects()).hasSize(1);
    }
  }

  /** As another machine, or another state of this one, has it. */
  private Path another() throws Exception {
    try (var machine = workshop.start("other")) {
      workshop.declare(machine);
      machine.noteUse();
    }
    return directory.resolve("other/catalog");
  }

  @Test
  void no_catalog_of_another_machine_takes_the_place_of_this_ones() throws Exception {
    applied();
    Files.move(catalog, directory.resolve("elsewhere"));
    Files.move(another(), catalog);

    assertThatThrownBy(workshop::start)
        .hasMessageContaining(catalog + " has another catalog (")
        .hasMessageContaining("put the right one back")
        .hasMessageContaining("holdfast catalog rebuild");
    // Not either by a rebuild: it would declare here what is declared there, or overwrite it.
    assertThat(workshop.rebuild("state", List.of(), true))
        .isInstanceOfSatisfying(
            Rebuild.Outcome.Refused.class,
            refused -> assertThat(refused.reason()).contains("is that of another machine"));

    Files.move(catalog, directory.resolve("another"));
    Files.move(directory.resolve("elsewhere"), catalog);
    workshop.start().close();
  }

  @Test
  void whoever_says_so_takes_it() throws Exception {
    applied();
    Files.move(catalog, directory.resolve("elsewhere"));
    Files.move(another(), catalog);

    Files.delete(workshop.state().resolve("begun"));

    workshop.start().close();
    workshop.start().close();
  }

  @Test
  void a_rebuilt_one_is_this_machines_also_where_a_damaged_one_was() throws Exception {
    var repository = applied();
    var begun = workshop.state().resolve("begun");
    var before = Files.readString(begun);
    Files.writeString(catalog.resolve("catalog.mv.db"), "no database ".repeat(999));

    assertThat(workshop.rebuild("state", List.of(repository), true))
        .isInstanceOf(Rebuild.Outcome.Rebuilt.class);

    assertThat(begun).content().isEqualTo(before);
    workshop.start().close();
  }

  @Test
  void a_state_of_before_takes_its_catalog_for_its_own() throws Exception {
    applied();
    var begun = workshop.state().resolve("begun");
    var noted = Files.readString(begun);
    Files.writeString(begun, "");

    workshop.start().close();

    assertThat(begun).content().isEqualTo(noted).hasSize(37);
  }

  @Test
  void nothing_begins_and_nothing_is_measured_once_it_is_lost_below_an_open_machine()
      throws Exception {
    try (var machine = workshop.start()) {
      var shop = workshop.applied(machine);
      MachineWorkshop.backedUp(machine);
      Files.move(catalog, directory.resolve("elsewhere"));

      for (ThrowingCallable use :
          List.<ThrowingCallable>of(
              () -> machine.backups().run(shop),
              () -> machine.retentions().run(shop),
              () -> machine.measurements().metrics(),
              () -> machine.compliance().report(),
              () -> new PolicySchedules(machine, TestEquipment.CLOCK).now())) {
        assertThatThrownBy(use).hasMessageContaining("the catalog was lost while it was open");
      }
      assertThat(directory.resolve("repository/locks")).isEmptyDirectory();

      Files.move(directory.resolve("elsewhere"), catalog);
      MachineWorkshop.backedUp(machine);
    }
  }

  @Test
  void whoever_says_so_begins_with_nothing() throws Exception {
    applied();
    Files.move(catalog, directory.resolve("elsewhere"));
    assertThatThrownBy(workshop::start)
        .hasMessageEndingWith("to begin with nothing, remove " + workshop.state().resolve("begun"));

    Files.delete(workshop.state().resolve("begun"));

    try (var machine = workshop.start()) {
      assertThat(machine.kinds().all()).isEmpty();
    }
  }

  @Test
  void what_was_declared_and_taken_back_before_anything_happened_is_not_lost() throws Exception {
    try (var machine = workshop.start()) {
      workshop.applied(machine);
      machine.noteUse();
      delete(machine, "Application", "shop");
      delete(machine, "Repository", "main");
      machine.noteUse();
    }

    workshop.start().close();
  }

  private static void delete(Machine machine, String type, String name) throws Exception {
    machine
        .kinds()
        .delete(
            type,
            name,
            (_, removal) -> {
              removal.run();
              return List.of();
            });
  }
}
