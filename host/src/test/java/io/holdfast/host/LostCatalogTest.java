package io.holdfast.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LostCatalogTest {
  @TempDir Path directory;

  @Test
  void no_empty_catalog_takes_the_place_of_one_that_is_gone() throws Exception {
    var workshop = new MachineWorkshop(directory);
    try (var machine = workshop.start()) {
      workshop.applied(machine);
    }
    var state = directory.resolve("state");
    Files.move(state.resolve("catalog"), directory.resolve("elsewhere"));

    assertThatThrownBy(workshop::start)
        .hasMessageContaining("the catalog of this machine is not in")
        .hasMessageContaining("holdfast catalog rebuild");

    Files.move(directory.resolve("elsewhere"), state.resolve("catalog"));
    try (var machine = workshop.start()) {
      assertThat(machine.kinds().subjects()).hasSize(1);
    }
  }
}
