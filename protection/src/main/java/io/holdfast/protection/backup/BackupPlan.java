package io.holdfast.protection.backup;

import io.holdfast.protection.name.ApplicationName;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.protection.point.Consistency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a backup would do.
 *
 * @param volumes how each is read, and why so
 * @param hooks what holds still meanwhile
 * @param consistency of the whole point
 * @param warnings what a person should know, and will find in the manifest
 * @param secures the restore that is about to overwrite what is there; absent otherwise
 */
public record BackupPlan(
    PointId point,
    List<VolumeMethod> volumes,
    List<BackupRequest.Hook> hooks,
    Consistency consistency,
    List<BackupStep> steps,
    List<String> warnings,
    @Nullable String secures) {
  /** How a volume is read, and why so. */
  public record VolumeMethod(VolumeName volume, Way way, String reason) {}

  /** How a volume is read. */
  public enum Way {
    /** From a volume snapshot. */
    FROZEN,
    /** As it is, file by file. */
    LIVE,
    /** Not at all, since it is not there: the point says that it failed. */
    MISSING
  }

  public BackupPlan {
    volumes = List.copyOf(volumes);
    hooks = List.copyOf(hooks);
    steps = List.copyOf(steps);
    warnings = List.copyOf(warnings);
  }

  /** Whose point it makes. */
  public ApplicationName application() {
    return point.application();
  }
}
