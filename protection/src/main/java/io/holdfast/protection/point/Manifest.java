package io.holdfast.protection.point;

import io.holdfast.protection.name.ApplicationName;
import io.holdfast.protection.name.HookName;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.VolumeName;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is in a restore point; stored last, in the point's own snapshot.
 *
 * @param origin who made it
 * @param volumes how each volume of the application ended; each once
 * @param surroundings what else was done and seen
 */
public record Manifest(
    PointId point,
    ApplicationName application,
    Origin origin,
    Cut cut,
    Consistency consistency,
    List<VolumeOutcome> volumes,
    Surroundings surroundings) {
  /**
   * Who made a point.
   *
   * @param host the machine's name
   * @param program the program and its version
   * @param sealed when the manifest was made, by that machine's clock
   * @param secures the restore that was about to overwrite what the point has; absent of any other
   */
  public record Origin(String host, String program, Instant sealed, @Nullable String secures) {}

  /**
   * What was done and seen around the cut.
   *
   * @param hooks what held still meanwhile
   * @param kinds the files beside the manifest that say how the application was protected
   * @param warnings what a person should know before the point is restored
   */
  public record Surroundings(List<Hook> hooks, List<String> kinds, List<String> warnings) {
    public Surroundings {
      hooks = List.copyOf(hooks);
      kinds = List.copyOf(kinds);
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * A hook that was held open.
   *
   * @param what it is, such as {@code PostgreSQL 18.6, live}
   */
  public record Hook(HookName name, String what, Instant opened, Instant closed) {}

  public Manifest {
    volumes = List.copyOf(volumes);
    Set<VolumeName> seen = new HashSet<>();
    for (VolumeOutcome outcome : volumes) {
      if (!seen.add(outcome.volume())) {
        throw new IllegalArgumentException("volume %s ended twice".formatted(outcome.volume()));
      }
    }
    if (volumes.isEmpty()) {
      throw new IllegalArgumentException("a manifest lists at least one volume");
    }
  }

  /** Whether everything in scope is in the point, as it was, or was left out on purpose. */
  public boolean isComplete() {
    return volumes.stream()
        .allMatch(outcome ->
            switch (outcome) {
              case VolumeOutcome.Captured captured -> captured.completeness().isComplete();
              case VolumeOutcome.Excluded _ -> true;
              case VolumeOutcome.Failed _ -> false;
            });
  }

  /** The volumes that are in the point. */
  public List<VolumeOutcome.Captured> captured() {
    return volumes.stream()
        .filter(VolumeOutcome.Captured.class::isInstance)
        .map(VolumeOutcome.Captured.class::cast)
        .toList();
  }

  /** The volumes that should be in the point, and are not. */
  public List<VolumeOutcome.Failed> failed() {
    return volumes.stream()
        .filter(VolumeOutcome.Failed.class::isInstance)
        .map(VolumeOutcome.Failed.class::cast)
        .toList();
  }

  /** How a volume ended; empty when the application did not have it. */
  public Optional<VolumeOutcome> of(VolumeName volume) {
    return volumes.stream().filter(outcome -> outcome.volume().equals(volume)).findFirst();
  }
}
