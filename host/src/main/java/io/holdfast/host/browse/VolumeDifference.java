package io.holdfast.host.browse;

import io.holdfast.protection.name.VolumeName;
import io.holdfast.repository.diff.DiffReport;

/** How a volume differs between two points. */
public sealed interface VolumeDifference {
  VolumeName volume();

  /** Both points have it. */
  record Compared(VolumeName volume, DiffReport report) implements VolumeDifference {}

  /** Only the earlier point has it. */
  record OnlyBefore(VolumeName volume) implements VolumeDifference {}

  /** Only the later point has it. */
  record OnlyAfter(VolumeName volume) implements VolumeDifference {}
}
