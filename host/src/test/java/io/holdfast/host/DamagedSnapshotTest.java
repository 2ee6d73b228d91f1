package io.holdfast.host;

import static io.holdfast.host.MachineWorkshop.backedUp;
import static io.holdfast.host.MachineWorkshop.damage;
import static io.holdfast.host.MachineWorkshop.points;
import static io.holdfast.host.MachineWorkshop.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.location.Opener;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.protection.restore.RestoreRequest;
import io.holdfast.protection.restore.RestoreRequest.Mode;
import io.holdfast.protection.run.Run;
import io.holdfast.vault.Belonging;
import io.holdfast.vault.point.StoredPoint;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One snapshot file that a disk changed, and everything else goes on. */
final class DamagedSnapshotTest {
  @TempDir Path directory;

  private MachineWorkshop workshop;
  private Machine machine;

  @BeforeEach
  void open() throws Exception {
    workshop = new MachineWorkshop(directory);
    machine = workshop.start();
    workshop.applied(machine);
    backedUp(machine);
  }

  @AfterEach
  void close() throws Exception {
    machine.close();
  }

  /** Damages the snapshots of a kind. */
  private void damageThose(Predicate<Belonging> which) throws Exception {
    try (var session = session(machine, Opener.Lock.NONE)) {
      for (var entry : session.repository().snapshots().all().entrySet()) {
        if (Belonging.of(entry.getValue()).filter(which).isPresent()) {
          damage(workshop.snapshotFile(entry.getKey().hex()));
        }
      }
    }
  }

  @Test
  void a_backup_is_made_and_says_what_the_ledger_may_have_lost() throws Exception {
    damageThose(Belonging.ToLedger.class::isInstance);

    var end = backedUp(machine);

    assertThat(end.outcome()).isEqualTo(Run.Outcome.DONE);
    assertThat(end.message()).startsWith("1 snapshots or segments cannot be read (");
    assertThat(points(machine)).hasSize(2);
  }

  @Test
  void a_point_whose_snapshot_is_damaged_is_not_called_absent() throws Exception {
    var shop = machine.kinds().subject("shop");
    damageThose(Belonging.ToPoint.class::isInstance);

    assertThatThrownBy(
            () -> machine.restores().plan(shop, points(machine).getFirst().id(), this::aside))
        .hasMessageContaining("may be one of the 1 that cannot");
    assertThat(backedUp(machine).outcome()).isEqualTo(Run.Outcome.DONE);
    assertThat(machine.restores().plan(shop, points(machine).getFirst().id(), this::aside))
        .isNotNull();
  }

  @Test
  void a_point_that_is_nowhere_is_called_absent() {
    var nowhere = PointId.parse("shop-20201129t041500z-0001");

    assertThatThrownBy(
            () -> machine.restores().plan(machine.kinds().subject("shop"), nowhere, this::aside))
        .hasMessageStartingWith("there is no restore point");
  }

  private RestoreRequest aside(StoredPoint stored) {
    return new RestoreRequest(
        "restore-1",
        stored.manifest(),
        List.of(
            new RestoreRequest.Volume(
                VolumeName.parse("orders"), directory.resolve("var/orders").toString(), null)),
        Mode.ASIDE,
        List.of(),
        List.of(),
        null);
  }
}
