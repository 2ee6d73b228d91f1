package io.holdfast.host.run;

import io.holdfast.api.application.ApplicationSpec;
import io.holdfast.api.application.Volume;
import io.holdfast.protection.backup.BackupPlan;
import io.holdfast.protection.backup.BackupPlanner;
import io.holdfast.protection.backup.BackupRequest;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.protection.plan.Planning;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A backup that is planned, with what its plan was made from. */
record PreparedBackup(StorageSurvey.Observed observed, Planning<BackupPlan> planning) {
  /**
   * What a restore is about to overwrite.
   *
   * @param restore its run
   */
  record Secured(String restore, Set<VolumeName> overwritten) {}

  /**
   * Plans what a backup would do now.
   *
   * @param secured what it is for when it only secures a restore; absent otherwise
   */
  static PreparedBackup of(
      Subject subject, PointId point, @Nullable Secured secured, Surroundings surroundings)
      throws IOException {
    ApplicationSpec spec = subject.application().spec();
    BackupRequest whole =
        new BackupRequest(
            point,
            spec.volumes().stream()
                .map(volume ->
                    new BackupRequest.Volume(
                        VolumeName.parse(volume.name()), method(volume.method())))
                .toList(),
            ApplicationHooks.planned(spec.volumes()),
            spec.consistencyGroups().stream().map(PreparedBackup::together).toList(),
            null);
    BackupRequest request =
        secured == null
            ? whole
            : whole.securing(secured.restore, secured.overwritten, unused(subject, secured));
    StorageSurvey.Observed observed =
        StorageSurvey.of(
            request.volumes().stream().map(volume -> subject.volume(volume.name())).toList(),
            surroundings);
    return new PreparedBackup(observed, BackupPlanner.plan(request, observed.storage()));
  }

  private static Set<VolumeName> unused(Subject subject, Secured secured) throws IOException {
    Set<VolumeName> unused = new HashSet<>();
    for (VolumeName volume : secured.overwritten) {
      if (PlaceSurvey.isUnused(Path.of(subject.volume(volume).path()))) {
        unused.add(volume);
      }
    }
    return unused;
  }

  private static BackupRequest.Method method(Volume.Method method) {
    return switch (method) {
      case AUTO -> BackupRequest.Method.AUTO;
      case SNAPSHOT -> BackupRequest.Method.SNAPSHOT;
      case LIVE -> BackupRequest.Method.LIVE;
    };
  }

  private static Set<VolumeName> together(ApplicationSpec.ConsistencyGroup group) {
    return new HashSet<>(group.volumes().stream().map(VolumeName::parse).toList());
  }
}
