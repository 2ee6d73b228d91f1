package io.holdfast.vault.point;

import static io.holdfast.vault.VaultWorkshop.AUTHOR;
import static io.holdfast.vault.VaultWorkshop.IMAGES;
import static io.holdfast.vault.VaultWorkshop.ORDERS;
import static io.holdfast.vault.VaultWorkshop.POINT;
import static io.holdfast.vault.VaultWorkshop.START;
import static io.holdfast.vault.VaultWorkshop.captured;
import static io.holdfast.vault.VaultWorkshop.manifest;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.protection.point.Manifest;
import io.holdfast.repository.Repository;
import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.forget.ForgetExecutor;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.restore.Restore;
import io.holdfast.repository.restore.RestoreCounts;
import io.holdfast.repository.restore.RestoreListener;
import io.holdfast.repository.restore.RestoreRequest;
import io.holdfast.repository.select.Selection;
import io.holdfast.vault.Belonging;
import io.holdfast.vault.VaultWorkshop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From volumes that were moved to a point that is there whole, and back. */
final class PointsTest {
  private final VaultWorkshop workshop;

  @TempDir Path directory;

  private Path orders = Path.of("");
  private Path images = Path.of("");
  private Path overlay = Path.of("");

  PointsTest() throws IOException {
    workshop = new VaultWorkshop();
  }

  @BeforeEach
  void fill() throws IOException {
    orders = Files.createDirectories(directory.resolve("on/disk/database"));
    Files.createDirectories(orders.resolve("base"));
    Files.writeString(orders.resolve("base/1"), "one");
    Files.writeString(orders.resolve("label"), "old");
    images = Files.createDirectories(directory.resolve("pictures"));
    Files.writeString(images.resolve("a.png"), "a");
    overlay = Files.createDirectories(directory.resolve("overlay"));
    Files.createDirectories(overlay.resolve("log"));
    Files.writeString(overlay.resolve("log/1"), "log");
    Files.writeString(overlay.resolve("label"), "new");
  }

  private void seal() throws IOException, InterruptedException {
    var volume = workshop.move(new Belonging.ToVolume(POINT, ORDERS), orders);
    var other = workshop.move(new Belonging.ToVolume(POINT, IMAGES), images);
    var added = workshop.move(new Belonging.ToOverlay(POINT, ORDERS), overlay);
    seal(
        manifest(captured(ORDERS, volume), captured(IMAGES, other)),
        Map.of(ORDERS, added.id().orElseThrow()));
  }

  private void seal(Manifest manifest, Map<VolumeName, SnapshotId> overlays)
      throws IOException, InterruptedException {
    workshop.locked((repository, lock) ->
        new Sealing(repository, lock)
            .seal(
                new Sealing.Request(
                    manifest,
                    overlays,
                    Map.of("policy.yaml", "kind: Policy".getBytes(UTF_8)),
                    AUTHOR)));
  }

  private static List<StoredPoint> points(Repository repository) throws IOException {
    return new Points(repository)
        .all(unreadable -> {
          throw new UncheckedIOException(unreadable);
        });
  }

  private static StoredPoint found(Repository repository) throws IOException {
    var lookup = new Points(repository).find(POINT);
    assertThat(lookup).isInstanceOf(Lookup.Found.class);
    return ((Lookup.Found) lookup).point();
  }

  private Path restored(VolumeName volume) throws IOException {
    var repository = workshop.open();
    var points = new Points(repository);
    var point = found(repository);
    var target = directory.resolve("restored-" + volume);
    new Restore(
            repository,
            new RestoreRequest(
                points.volume(point, volume).subtree(),
                BytePath.of(target.toString()),
                Selection.ALL,
                RestoreRequest.Options.DEFAULT))
        .run(new RestoreCounts(), RestoreListener.SILENT);
    return target;
  }

  @Test
  void a_point_is_not_there_before_it_is_sealed() throws Exception {
    workshop.move(new Belonging.ToVolume(POINT, ORDERS), orders);

    assertThat(points(workshop.open())).isEmpty();
    assertThat(new Points(workshop.open()).find(POINT)).isEqualTo(new Lookup.Absent());
  }

  @Test
  void a_sealed_point_says_what_is_in_it() throws Exception {
    seal();

    var point = found(workshop.open());

    assertThat(points(workshop.open())).containsExactly(point);
    assertThat(point.manifest().isComplete()).isTrue();
    assertThat(point.manifest().captured()).hasSize(2);
    assertThat(point.view().snapshot().text()).isEqualTo(point.snapshot().hex());
  }

  @Test
  void a_volume_is_restored_with_what_its_hook_added() throws Exception {
    seal();

    var target = restored(ORDERS);

    assertThat(target.resolve("base/1")).hasContent("one");
    assertThat(target.resolve("label")).hasContent("new");
    assertThat(target.resolve("log/1")).hasContent("log");
    assertThat(restored(IMAGES).resolve("a.png")).hasContent("a");
  }

  @Test
  void a_point_outlives_the_snapshots_of_its_volumes() throws Exception {
    seal();
    var parts = new ArrayList<SnapshotId>();
    workshop
        .open()
        .snapshots()
        .all()
        .forEach((id, snapshot) -> {
          if (!snapshot.tags().contains(Belonging.POINT)) {
            parts.add(id);
          }
        });
    workshop.locked(
        true,
        (repository, lock) ->
            new ForgetExecutor(repository, lock, InstantSource.system()).remove(parts, _ -> {}));

    assertThat(parts).hasSize(3);
    assertThat(restored(ORDERS).resolve("base/1")).hasContent("one");
  }

  @Test
  void a_volume_whose_snapshot_is_gone_cannot_be_sealed() throws Exception {
    var volume = workshop.move(new Belonging.ToVolume(POINT, ORDERS), orders);
    var id = volume.id().orElseThrow();
    workshop.open().snapshots().remove(id);

    assertThatThrownBy(() -> seal(manifest(captured(ORDERS, volume)), Map.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(id.hex());

    assertThat(points(workshop.open())).isEmpty();
  }

  @Test
  void all_snapshots_of_a_point_are_known_its_own_first() throws Exception {
    seal();
    var snapshots = workshop.open().snapshots().all();

    var ids = Leftovers.ofPoint(snapshots, POINT);

    assertThat(ids).hasSize(4).containsExactlyInAnyOrderElementsOf(snapshots.keySet());
    assertThat(workshop.open().snapshots().load(ids.getFirst()).tags()).contains(Belonging.POINT);
    assertThat(Leftovers.ofPoint(snapshots, PointId.parse("shop-20261129t041500z-0000"))).isEmpty();
  }

  @Test
  void only_old_parts_of_runs_that_ended_without_a_point_are_left_over() throws Exception {
    seal();
    var other = PointId.parse("shop-20261128t041500z-0001");
    var part = workshop.move(new Belonging.ToVolume(other, ORDERS), orders).id().orElseThrow();
    var snapshots = workshop.open().snapshots().all();
    var late = START.plus(Leftovers.YOUNGEST).plusSeconds(1);

    assertThat(Leftovers.of(snapshots, late, Set.of())).containsExactly(part);
    assertThat(Leftovers.of(snapshots, late, Set.of(other))).isEmpty();
    assertThat(Leftovers.of(snapshots, late.minus(Duration.ofSeconds(2)), Set.of())).isEmpty();
  }

  /** A snapshot of somebody else, of which a byte changes. */
  private void damage() throws Exception {
    var other = PointId.parse("shop-20261128t041500z-0001");
    var id = workshop.move(new Belonging.ToVolume(other, ORDERS), orders).id().orElseThrow();
    workshop.damage(id);
  }

  @Test
  void a_damaged_snapshot_of_something_else_hides_no_point() throws Exception {
    seal();
    damage();

    assertThat(found(workshop.open()).manifest().point()).isEqualTo(POINT);
  }

  @Test
  void a_point_that_may_be_a_damaged_snapshot_is_not_called_absent() throws Exception {
    damage();

    assertThat(new Points(workshop.open()).find(POINT))
        .isInstanceOfSatisfying(
            Lookup.Unknown.class, unknown -> assertThat(unknown.unreadable()).hasSize(1));
  }

  @Test
  void a_point_is_sealed_beside_a_damaged_snapshot() throws Exception {
    damage();
    seal();

    assertThat(restored(ORDERS).resolve("base/1")).hasContent("one");
  }
}
