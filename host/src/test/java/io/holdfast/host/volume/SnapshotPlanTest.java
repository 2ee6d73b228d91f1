package io.holdfast.host.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SnapshotPlanTest {
  @Test
  void volumes_in_one_subvolume_are_one_cut() {
    var plan =
        SnapshotPlan.of(List.of(place("/srv/a/data", "/srv/a"), place("/srv/a/log", "/srv/a")));

    assertThat(plan.isOneCut()).isTrue();
    assertThat(plan.groups())
        .singleElement()
        .satisfies(group ->
            assertThat(group.directories())
                .containsExactly(Path.of("/srv/a/data"), Path.of("/srv/a/log")));
  }

  @Test
  void volumes_in_two_subvolumes_are_not() {
    var plan = SnapshotPlan.of(List.of(place("/srv/a", "/srv/a"), place("/srv/b", "/srv/b")));

    assertThat(plan.isOneCut()).isFalse();
    assertThat(plan.groups()).hasSize(2);
    assertThat(plan.lines()).anyMatch(line -> line.startsWith("not one cut"));
  }

  @Test
  void another_file_system_is_refused_with_what_to_do() {
    var mount = new Mount("1:1", Path.of("/"), Path.of("/"), "xfs", "/dev/sda", List.of("rw"));
    var place = new Place(Path.of("/srv/a"), mount, Optional.empty(), List.of(), List.of());

    assertThat(SnapshotPlan.of(List.of(place)).lines())
        .singleElement()
        .asString()
        .contains("'/srv/a' is on xfs", "name a snapshot command");
  }

  @Test
  void what_a_snapshot_would_not_hold_is_refused_by_name() {
    var place =
        new Place(
            Path.of("/srv/a"),
            btrfs(List.of("rw")),
            Optional.of(Path.of("/srv/a")),
            List.of(Path.of("/srv/a/inner")),
            List.of(Path.of("/srv/a/mounted")));
    var plan = SnapshotPlan.of(List.of(place));

    assertThat(plan.isOneCut()).isFalse();
    assertThat(plan.lines())
        .anyMatch(line -> line.contains("/srv/a/inner"))
        .anyMatch(line -> line.contains("/srv/a/mounted"));
  }

  @Test
  void a_file_system_where_no_snapshot_can_be_kept_is_refused() {
    var place =
        new Place(
            Path.of("/srv/a"),
            btrfs(List.of("ro")),
            Optional.of(Path.of("/srv/a")),
            List.of(),
            List.of());

    assertThat(SnapshotPlan.of(List.of(place)).lines())
        .singleElement()
        .asString()
        .contains("read-only");
  }

  @Test
  void names_carry_the_run_and_are_read_back() {
    var name = new SnapshotName("2026-01-31.nightly-7", 3);

    assertThat(SnapshotName.parse(name.toString())).contains(name);
    assertThat(SnapshotName.parse("holdfast-")).isEmpty();
    assertThat(SnapshotName.parse("somebody-else-1")).isEmpty();
    assertThatThrownBy(() -> new SnapshotName("../x", 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Place place(String directory, String subvolume) {
    return new Place(
        Path.of(directory),
        btrfs(List.of("rw")),
        Optional.of(Path.of(subvolume)),
        List.of(),
        List.of());
  }

  private static Mount btrfs(List<String> options) {
    return new Mount("0:39", Path.of("/"), Path.of("/srv"), "btrfs", "/dev/loop0", options);
  }
}
