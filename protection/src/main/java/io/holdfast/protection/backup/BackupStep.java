package io.holdfast.protection.backup;

import io.holdfast.protection.name.HookName;
import io.holdfast.protection.name.VolumeName;
import java.util.List;

/** One step of a backup; in the order of the plan. */
public sealed interface BackupStep {
  /** What the step is called in records and messages; unique within a plan. */
  default String key() {
    return switch (this) {
      case OpenHook(HookName hook, boolean _) -> "open hook " + hook;
      case Freeze(String unit, List<VolumeName> _) -> "freeze " + unit;
      case CloseHook(HookName hook) -> "close hook " + hook;
      case Move(VolumeName volume, boolean _) -> "move " + volume;
      case MoveOverlay(HookName hook, VolumeName _) -> "move what hook %s added".formatted(hook);
      case Release(String unit) -> "release " + unit;
      case Seal _ -> "seal";
    };
  }

  /**
   * Asks a hook to hold still.
   *
   * @param live whether until volumes were copied, or only until they are frozen
   */
  record OpenHook(HookName hook, boolean live) implements BackupStep {}

  /** Takes a volume snapshot of everything in a unit. */
  record Freeze(String unit, List<VolumeName> volumes) implements BackupStep {
    public Freeze {
      volumes = List.copyOf(volumes);
    }
  }

  /** Lets a hook go; what it adds to the copy is there afterwards. */
  record CloseHook(HookName hook) implements BackupStep {}

  /** Copies a volume into the repository: from its unit's snapshot, or as it is. */
  record Move(VolumeName volume, boolean live) implements BackupStep {}

  /** Copies what a hook added to the copy of its volume. */
  record MoveOverlay(HookName hook, VolumeName volume) implements BackupStep {}

  /** Removes a unit's volume snapshot. */
  record Release(String unit) implements BackupStep {}

  /** Stores the point's own snapshot with the manifest: from then on the point is there. */
  record Seal() implements BackupStep {}
}
