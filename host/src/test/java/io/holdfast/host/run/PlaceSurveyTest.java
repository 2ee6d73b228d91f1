package io.holdfast.host.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.holdfast.host.volume.Mount;
import io.holdfast.host.volume.MountTable;
import io.holdfast.protection.restore.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlaceSurveyTest {
  @TempDir Path directory;

  @Test
  void what_has_something_mounted_below_it_cannot_be_renamed() throws Exception {
    var points = MountTable.read().mounts().stream().map(Mount::point).toList();
    var around =
        points.stream()
            .map(Path::getParent)
            .filter(
                parent -> parent != null && !points.contains(parent) && Files.isReadable(parent))
            .map(Objects::requireNonNull)
            .findFirst();
    assumeThat(around).isPresent();
    var path = around.orElseThrow().toString();

    assertThat(PlaceSurvey.of(List.of(path), Set.of()).get(path))
        .extracting(Place::state)
        .isEqualTo(new Place.State.Filled(true));
  }

  @Test
  void two_names_of_one_directory_lead_to_the_same() throws Exception {
    Files.createDirectory(directory.resolve("real"));
    Files.createSymbolicLink(directory.resolve("link"), directory.resolve("real"));
    var one = directory.resolve("real/new").toString();
    var other = directory.resolve("link/new").toString();

    var places = PlaceSurvey.of(List.of(one, other), Set.of());

    assertThat(Objects.requireNonNull(places.get(other)).real())
        .isEqualTo(Objects.requireNonNull(places.get(one)).real())
        .isEqualTo(directory.toRealPath().resolve("real/new").toString());
  }

  @Test
  void who_has_something_open_is_told_of_what_is_to_be_replaced() throws Exception {
    Files.writeString(directory.resolve("data"), "data");
    var path = directory.toString();
    var process =
        new ProcessBuilder("sh", "-c", "exec 5<data; echo ready; read end")
            .directory(directory.toFile())
            .start();
    try {
      assertThat(process.inputReader().readLine()).isEqualTo("ready");

      assertThat(PlaceSurvey.of(List.of(path), Set.of(path)).get(path))
          .extracting(Place::users)
          .asInstanceOf(InstanceOfAssertFactories.LIST)
          .hasSize(1);
      assertThat(PlaceSurvey.of(List.of(path), Set.of()).get(path))
          .extracting(Place::users)
          .isEqualTo(List.of());
    } finally {
      process.getOutputStream().close();
      process.waitFor();
    }
  }
}
