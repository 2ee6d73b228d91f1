package io.holdfast.protection.restore;

import io.holdfast.protection.name.VolumeName;
import io.holdfast.protection.point.Manifest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be restored, and how.
 *
 * @param run the name of the restore, which marks the directories it makes
 * @param manifest of the point
 * @param volumes which of the point's
 * @param mode what becomes of what is there
 * @param include patterns of what is wanted below each volume; empty for all
 * @param probes names of the application's probes, in order
 * @param acceptedRisk why a person takes what is refused otherwise; absent while nobody does
 */
public record RestoreRequest(
    String run,
    Manifest manifest,
    List<Volume> volumes,
    Mode mode,
    List<String> include,
    List<String> probes,
    @Nullable String acceptedRisk) {
  /** What becomes of what is there. */
  public enum Mode {
    /** It stays; the restored directory lies elsewhere. */
    ASIDE,
    /** It is exchanged for the restored directory, and kept beside it. */
    SWAP,
    /** It is overwritten. */
    IN_PLACE
  }

  /**
   * A volume to restore.
   *
   * @param live where the application has it
   * @param target where it is to be restored; where it lies best when absent
   * @param logs patterns of what a database replays, which must not be of now beside files of then;
   *     {@link #ALL} where that may be everything
   */
  public record Volume(VolumeName name, String live, @Nullable String target, List<String> logs) {
    /** Of a database server, whose files belong together. */
    public static final String ALL = "*";

    public Volume {
      logs = List.copyOf(logs);
    }

    /** One with files that may stand beside each other. */
    public Volume(VolumeName name, String live, @Nullable String target) {
      this(name, live, target, List.of());
    }

    /** Whether it is of use as a whole only. */
    boolean belongsTogether() {
      return logs.contains(ALL);
    }

    /** Where it is to be restored, when somebody said so. */
    public Optional<String> wantedTarget() {
      return Optional.ofNullable(target);
    }
  }

  /** Whether all of each volume is wanted. */
  public boolean isWhole() {
    return include.isEmpty();
  }

  public RestoreRequest {
    volumes = List.copyOf(volumes);
    include = List.copyOf(include);
    probes = List.copyOf(probes);
  }
}
