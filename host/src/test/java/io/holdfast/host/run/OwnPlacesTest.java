package io.holdfast.host.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.apply.Source;
import io.holdfast.host.Machine;
import io.holdfast.host.MachineWorkshop;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.plan.Refusal;
import io.holdfast.protection.restore.RestorePlan;
import io.holdfast.protection.restore.RestoreRequest;
import io.holdfast.protection.restore.RestoreRequest.Mode;
import io.holdfast.schema.document.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OwnPlacesTest {
  @TempDir Path directory;

  private static List<String> refused(Machine machine, Mode mode, Path live, @Nullable Path target)
      throws Exception {
    var point = MachineWorkshop.points(machine).getFirst().id();
    var planning =
        machine
            .restores()
            .plan(
                machine.kinds().subject("shop"),
                point,
                stored ->
                    new RestoreRequest(
                        "restore-1",
                        stored.manifest(),
                        List.of(
                            new RestoreRequest.Volume(
                                VolumeName.parse("orders"),
                                live.toString(),
                                target == null ? null : target.toString())),
                        mode,
                        List.of(),
                        List.of(),
                        null));
    return planning instanceof Planning.Refused<RestorePlan>(var refusals)
        ? refusals.stream().map(Refusal::reason).toList()
        : List.of();
  }

  @Test
  void nothing_is_restored_into_the_state_or_the_repository() throws Exception {
    var workshop = new MachineWorkshop(directory);
    try (var machine = workshop.start()) {
      workshop.applied(machine);
      MachineWorkshop.backedUp(machine);
      var live = directory.resolve("var/orders");
      Files.createSymbolicLink(directory.resolve("link"), directory.resolve("state"));

      assertThat(refused(machine, Mode.ASIDE, live, directory.resolve("state/runs/x")))
          .containsExactly("it is the state directory of Holdfast, or in it");
      assertThat(refused(machine, Mode.ASIDE, live, directory.resolve("link/x")))
          .containsExactly("it is the state directory of Holdfast, or in it");
      assertThat(refused(machine, Mode.ASIDE, live, directory.resolve("repository/x")))
          .containsExactly("it is repository main of Holdfast, or in it");
      assertThat(refused(machine, Mode.ASIDE, live, directory.resolve("state-too"))).isEmpty();
    }
  }

  @Test
  void nothing_is_swapped_out_to_the_place_of_a_volume_that_is_not_asked_for() throws Exception {
    var workshop = new MachineWorkshop(directory);
    try (var machine = workshop.start()) {
      workshop.applied(machine);
      MachineWorkshop.backedUp(machine);
      var orders = directory.resolve("var/orders");
      var images = directory.resolve("var/images");
      Files.delete(images.resolve("a.png"));
      Files.delete(images);

      assertThat(refused(machine, Mode.SWAP, orders, images))
          .containsExactly("volume images has its place there, at " + images);
      assertThat(refused(machine, Mode.SWAP, orders, images.resolve("x")))
          .contains("volume images has its place there, at " + images);
      assertThat(refused(machine, Mode.SWAP, orders, directory.resolve("var/images-too")))
          .isEmpty();
    }
  }

  @Test
  void what_is_around_the_state_is_restored_aside_and_not_otherwise() throws Exception {
    var workshop = new MachineWorkshop(directory.resolve("home"));
    try (var machine = workshop.start()) {
      workshop.applied(machine);
      MachineWorkshop.backedUp(machine);
      var home = directory.resolve("home");

      assertThat(refused(machine, Mode.ASIDE, home, null)).isEmpty();
      for (var mode : List.of(Mode.SWAP, Mode.IN_PLACE)) {
        assertThat(refused(machine, mode, home, null))
            .anySatisfy(reason -> assertThat(reason).startsWith("the state directory of Holdfast"));
      }
    }
  }

  @Test
  void a_repository_that_is_not_there_yet_is_seen_through_a_link() throws IOException {
    var workshop = new MachineWorkshop(directory);
    Files.createSymbolicLink(directory.resolve("link"), directory.resolve("var/orders"));
    var kinds =
        """
        apiVersion: holdfast.dev/v1alpha1
        kind: Repository
        metadata: { name: main }
        spec: { location: ./link/backups, password: { file: ./password } }
        ---
        apiVersion: holdfast.dev/v1alpha1
        kind: Application
        metadata: { name: shop }
        spec:
          repositoryRef: { name: main }
          volumes: [{ name: orders, path: ./var/orders }]
        """;
    try (var machine = workshop.start()) {
      assertThat(
              machine
                  .kinds()
                  .apply(
                      List.of(new Source("k.yaml", directory, kinds.getBytes(UTF_8))), "ann", true))
          .isInstanceOf(Reading.Refused.class);
    }
  }
}
