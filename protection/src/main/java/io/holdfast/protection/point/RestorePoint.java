package io.holdfast.protection.point;

import io.holdfast.protection.name.ApplicationName;
import io.holdfast.protection.name.PointId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A restore point as lists and plans see it.
 *
 * @param snapshot the point's own, which holds the manifest and all volumes
 * @param size what it has
 * @param secures the restore that was about to overwrite what this has; absent of any other point
 */
public record RestorePoint(
    PointId id,
    Cut cut,
    Consistency consistency,
    ContentId snapshot,
    Size size,
    Proof proof,
    @Nullable String secures) {
  /**
   * What a point has.
   *
   * @param volumes captured
   * @param failures volumes and entries that are missing, or not as they were
   */
  public record Size(int volumes, long files, long bytes, long failures) {}

  /** The view of a manifest that was stored in {@code snapshot}. */
  public static RestorePoint of(Manifest manifest, ContentId snapshot) {
    long files = 0;
    long bytes = 0;
    long failures = 0;
    int volumes = 0;
    for (VolumeOutcome outcome : manifest.volumes()) {
      switch (outcome) {
        case VolumeOutcome.Captured captured -> {
          volumes++;
          files += captured.content().files();
          bytes += captured.content().bytes();
          failures += captured.completeness().failed();
        }
        case VolumeOutcome.Excluded _ -> {}
        case VolumeOutcome.Failed _ -> failures++;
      }
    }
    return new RestorePoint(
        manifest.point(),
        manifest.cut(),
        manifest.consistency(),
        snapshot,
        new Size(volumes, files, bytes, failures),
        Proof.ofSeal(manifest.origin().sealed(), manifest.isComplete()),
        manifest.origin().secures());
  }

  /** The same after a restore of all of it that passed the application's probes. */
  public RestorePoint rehearsed(Instant time, Duration took) {
    return new RestorePoint(
        id,
        cut,
        consistency,
        snapshot,
        size,
        new Proof(proof.captured(), proof.complete(), proof.verified(), time, took),
        secures);
  }

  /** Whose point it is. */
  public ApplicationName application() {
    return id.application();
  }

  /** Whether it has everything in scope. */
  public boolean isComplete() {
    return proof.complete();
  }
}
