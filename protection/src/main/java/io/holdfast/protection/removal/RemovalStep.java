package io.holdfast.protection.removal;

import io.holdfast.protection.name.PointId;
import io.holdfast.protection.point.ContentId;
import java.util.List;

/** One step of a retention run; in the order of the plan. */
public sealed interface RemovalStep {
  /** What the step is called in records and messages; unique within a plan. */
  default String key() {
    return switch (this) {
      case RemovePoint(PointId point, List<String> _) -> "remove " + point;
      case StrikeOff(PointId point) -> "strike off " + point;
      case Sweep _ -> "sweep";
      case SealLedger _ -> "seal ledger";
      case TrimLedger _ -> "trim ledger";
      case Prune _ -> "prune";
    };
  }

  /**
   * Removes a point: its own snapshot, and then those that were parts of it.
   *
   * @param reasons why nothing keeps it
   */
  record RemovePoint(PointId point, List<String> reasons) implements RemovalStep {
    public RemovePoint {
      reasons = List.copyOf(reasons);
    }
  }

  /** Strikes a point off the catalog that the repository does not have any more. */
  record StrikeOff(PointId point) implements RemovalStep {}

  /** Removes what runs left that never made a point. */
  record Sweep(List<ContentId> snapshots) implements RemovalStep {
    public Sweep {
      snapshots = List.copyOf(snapshots);
    }
  }

  /** Brings what is new in the ledger into the repository. */
  record SealLedger() implements RemovalStep {}

  /** Removes snapshots of the ledger whose facts are all in another one. */
  record TrimLedger() implements RemovalStep {}

  /** Removes from the store what nothing needs any more. */
  record Prune() implements RemovalStep {}
}
