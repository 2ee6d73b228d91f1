package io.holdfast.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.host.recovery.Rebuild;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  private void applied() throws Exception {
    try (var machine = workshop.start()) {
      workshop.applied(machine);
      machine.noteUse();
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
