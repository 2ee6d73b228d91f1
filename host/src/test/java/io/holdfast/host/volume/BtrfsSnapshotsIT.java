package io.holdfast.host.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.host.peer.BtrfsVolume;
import io.holdfast.host.peer.Machine;
import io.holdfast.host.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class BtrfsSnapshotsIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final SnapshotName NAME = new SnapshotName("run-1", 0);

  private BtrfsVolume btrfs;
  private Path shop;

  @BeforeEach
  void mount() throws IOException {
    btrfs = BtrfsVolume.mount();
    shop = btrfs.subvolume("shop");
    Files.createDirectory(shop.resolve("data"));
    Files.createDirectory(shop.resolve("log"));
  }

  @AfterEach
  void unmount() throws IOException {
    btrfs.close();
  }

  @Test
  void two_directories_of_one_subvolume_are_frozen_in_one_moment() throws IOException {
    var data = Files.writeString(shop.resolve("data/file"), "before");
    var log = Files.writeString(shop.resolve("log/file"), "before");
    var plan = SnapshotPlan.of(List.of(survey(shop.resolve("data")), survey(shop.resolve("log"))));
    assertThat(plan.isOneCut()).isTrue();
    var snapshots = snapshots(plan);

    var frozen = snapshots.take(NAME, plan.groups().getFirst().directories(), LIMIT);
    Files.writeString(data, "after");
    Files.writeString(log, "after");

    for (var directory : List.of("data", "log")) {
      var copy = frozen.copyOf(shop.resolve(directory));
      assertThat(copy.resolve("file")).hasContent("before");
      assertThatThrownBy(() -> Files.writeString(copy.resolve("new"), ""))
          .isInstanceOf(IOException.class);
    }
    snapshots.delete(NAME, LIMIT);
    assertThat(frozen.copyOf(shop.resolve("data"))).doesNotExist();
  }

  @Test
  void a_directory_reached_by_links_is_found_where_it_is() throws IOException {
    var link = Files.createSymbolicLink(btrfs.root().resolve("link"), shop.resolve("data"));

    assertThat(survey(link).directory()).isEqualTo(shop.resolve("data").toRealPath());
    assertThat(survey(link).subvolume()).contains(shop.toRealPath());
  }

  @Test
  void nested_subvolumes_and_mounts_are_named() throws IOException {
    btrfs.subvolume("shop/data/inner");
    btrfs.subvolume("shop/beside");
    var mounted = Files.createDirectory(shop.resolve("data/mounted"));
    Machine.run("mount", "-t", "tmpfs", "none", mounted.toString());

    var place = survey(shop.resolve("data"));

    assertThat(place.nested()).containsExactly(shop.resolve("data/inner"));
    assertThat(place.below()).containsExactly(mounted);
    assertThat(SnapshotPlan.of(List.of(place)).refusals()).hasSize(2);
  }

  @Test
  void a_subvolume_that_is_mounted_itself_keeps_its_snapshots_inside() throws IOException {
    var point = Files.createDirectory(btrfs.root().resolve("point"));
    var device = Machine.run("findmnt", "-n", "-o", "SOURCE", btrfs.root().toString());
    Machine.run("mount", "-o", "subvol=shop", device, point.toString());
    Files.writeString(point.resolve("data/file"), "here");
    var plan = SnapshotPlan.of(List.of(survey(point)));
    var snapshots = snapshots(plan);

    var frozen = snapshots.take(NAME, plan.groups().getFirst().directories(), LIMIT);
    // One that is there already does not count as part of the volume.
    assertThat(SnapshotPlan.of(List.of(survey(point))).refusals()).isEmpty();

    assertThat(frozen.copyOf(point).resolve("data/file")).hasContent("here");
    snapshots.delete(NAME, LIMIT);
  }

  @Test
  void a_bind_mount_that_hides_the_subvolume_is_refused() throws IOException {
    var point = Files.createDirectory(btrfs.root().resolve("point"));
    Machine.run("mount", "--bind", shop.resolve("data").toString(), point.toString());

    assertThat(SnapshotPlan.of(List.of(survey(point))).refusals())
        .singleElement()
        .isInstanceOf(SnapshotPlan.Refusal.RootNotSeen.class);
  }

  @Test
  void what_a_crash_left_is_found_and_swept() throws IOException {
    var plan = SnapshotPlan.of(List.of(survey(shop)));
    snapshots(plan).take(NAME, plan.groups().getFirst().directories(), LIMIT);

    var later = snapshots(plan);
    assertThat(later.leftovers(LIMIT)).containsExactly(NAME);
    later.delete(NAME, LIMIT);
    later.delete(NAME, LIMIT);

    assertThat(later.leftovers(LIMIT)).isEmpty();
  }

  @Test
  void a_snapshot_that_somebody_else_made_is_not_touched() throws IOException {
    var plan = SnapshotPlan.of(List.of(survey(shop)));
    var snapshots = snapshots(plan);
    var shelf = plan.groups().getFirst().shelf();
    Files.createDirectory(shelf);
    // Of our name, but without a mark.
    var theirs = shelf.resolve(NAME.toString());
    Machine.run("btrfs", "subvolume", "snapshot", "-r", shop.toString(), theirs.toString());
    // Marked, and replaced by another subvolume.
    var second = new SnapshotName("run-2", 0);
    snapshots.take(second, List.of(shop), LIMIT);
    var replaced = shelf.resolve(second.toString());
    Machine.run("btrfs", "subvolume", "delete", replaced.toString());
    Machine.run("btrfs", "subvolume", "create", replaced.toString());

    snapshots.delete(NAME, LIMIT);
    assertThatThrownBy(() -> snapshots.delete(second, LIMIT))
        .hasMessageContaining("is not the snapshot that we made");

    assertThat(theirs).isDirectory();
    assertThat(replaced).isDirectory();
  }

  @Test
  void the_documented_snapshot_command_freezes_and_sweeps() throws IOException {
    var shelf = btrfs.root().resolve("shelf");
    var script = Path.of("../docs/examples/snapshot-command").toAbsolutePath().normalize();
    var command = Command.of(script.toString()).with(Map.of("SHELF", shelf.toString()));
    var snapshots = new CommandSnapshots(command, InstantSource.system());
    Files.writeString(shop.resolve("data/file"), "before");

    var frozen = snapshots.take(NAME, List.of(shop), LIMIT);
    Files.writeString(shop.resolve("data/file"), "after");

    assertThat(frozen.copyOf(shop).resolve("data/file")).hasContent("before");
    assertThat(snapshots.leftovers(LIMIT)).containsExactly(NAME);
    snapshots.delete(NAME, LIMIT);
    snapshots.delete(NAME, LIMIT);
    assertThat(snapshots.leftovers(LIMIT)).isEmpty();
    assertThatThrownBy(() -> snapshots.take(NAME, List.of(shop, shop.resolve("data")), LIMIT))
        .hasMessageContaining("cannot freeze 2 directories in one moment");
  }

  private static Place survey(Path directory) throws IOException {
    return new Survey(MountTable.read(), LIMIT).of(directory);
  }

  private static BtrfsSnapshots snapshots(SnapshotPlan plan) {
    return new BtrfsSnapshots(plan.groups().getFirst(), InstantSource.system());
  }
}
