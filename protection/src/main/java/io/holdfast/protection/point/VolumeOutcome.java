package io.holdfast.protection.point;

import io.holdfast.protection.name.VolumeName;
import java.util.List;

/** How a volume of an application ended in a restore point; there is no fourth way. */
public sealed interface VolumeOutcome {
  VolumeName volume();

  /**
   * It is in the point.
   *
   * @param path where it was on its machine
   * @param consistency of the volume itself: {@link Consistency#ATOMIC} or {@link Consistency#LIVE}
   * @param content what is in the repository
   * @param completeness how its entries ended
   */
  record Captured(
      VolumeName volume,
      String path,
      Consistency consistency,
      Content content,
      Completeness completeness)
      implements VolumeOutcome {}

  /** It was left out on purpose. */
  record Excluded(VolumeName volume, String reason) implements VolumeOutcome {}

  /** It should be in the point, and is not. */
  record Failed(VolumeName volume, String reason) implements VolumeOutcome {}

  /**
   * A volume in the repository.
   *
   * @param snapshot the volume's own; stock restic's {@code tag} gives it another id
   * @param tree the directory itself, as it was read; in the point's snapshot what hooks added is
   *     laid over it
   * @param files how many regular files, those of hooks with them
   * @param bytes in them
   * @param overlaid paths that a hook put there, below the volume
   */
  record Content(
      ContentId snapshot, ContentId tree, long files, long bytes, List<String> overlaid) {
    public Content {
      overlaid = List.copyOf(overlaid);
    }
  }
}
