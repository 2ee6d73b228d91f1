package io.holdfast.host.run;

import io.holdfast.host.volume.SnapshotName;
import io.holdfast.protection.backup.BackupPlan;
import io.holdfast.protection.backup.BackupStep;
import java.io.IOException;
import java.util.List;

/** The volume snapshots of a run, found by the plan alone. */
final class SnapshotSweep {
  private SnapshotSweep() {}

  /** The same for a unit whenever the run is taken up again. */
  static SnapshotName name(BackupPlan plan, String unit) {
    List<String> units =
        plan.steps().stream()
            .filter(BackupStep.Freeze.class::isInstance)
            .map(step -> ((BackupStep.Freeze) step).unit())
            .toList();
    return new SnapshotName(plan.point().text(), units.indexOf(unit));
  }

  /** Removes those that are there; what cannot be frozen any more has none. */
  static void remove(BackupPlan plan, List<BackupStep> releases, StorageSurvey.Observed observed)
      throws IOException {
    for (BackupStep step : releases) {
      if (step instanceof BackupStep.Release(String unit)) {
        StorageSurvey.Unit frozen = observed.units().get(unit);
        if (frozen != null) {
          frozen.snapshots().delete(name(plan, unit), frozen.limit());
        }
      }
    }
  }
}
