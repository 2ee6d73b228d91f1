package io.holdfast.protection.ledger;

import io.holdfast.protection.hold.Hold;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.PolicyName;
import io.holdfast.protection.point.RestorePoint;
import io.holdfast.protection.retention.Terms;
import io.holdfast.schema.annotation.Otherwise;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a fact says. */
public sealed interface FactBody {
  /**
   * Whether somebody decided it: then it is in the repository before anybody hears that it is so.
   */
  default boolean isDecision() {
    return switch (this) {
      case HoldPlaced _,
          HoldReleased _,
          ReleaseApproved _,
          PolicyChanged _,
          PolicyApproved _,
          RiskAccepted _ ->
          true;
      case PointCaptured _,
          PointRemoved _,
          RunFailed _,
          Restored _,
          KitExported _,
          GapFound _,
          Withdrawn _,
          Unknown _ ->
          false;
    };
  }

  /** A restore point is there. */
  record PointCaptured(RestorePoint point) implements FactBody {}

  /**
   * A restore point is not there any more.
   *
   * @param reasons why nothing kept it
   */
  record PointRemoved(PointId point, List<String> reasons) implements FactBody {
    public PointRemoved {
      reasons = List.copyOf(reasons);
    }
  }

  /** A point must stay. */
  record HoldPlaced(PointId point, Hold hold) implements FactBody {}

  /**
   * A hold is to end, after the time that others have to object.
   *
   * @param hold its name
   */
  record HoldReleased(PointId point, String hold, String reason) implements FactBody {}

  /** Somebody else agrees that a hold ends. */
  record ReleaseApproved(PointId point, String hold) implements FactBody {}

  /**
   * How an application is protected has changed. What it protects less waits for a delay.
   *
   * @param policy absent when it follows none any more
   * @param terms what it says of removal
   * @param document the policy as it was applied; empty when there is none
   */
  record PolicyChanged(@Nullable PolicyName policy, Terms terms, String document)
      implements FactBody {}

  /** Somebody else agrees to a change that protects less. */
  record PolicyApproved(FactId change) implements FactBody {}

  /**
   * A run came to nothing.
   *
   * @param step where
   */
  record RunFailed(String run, String step, String reason) implements FactBody {}

  /**
   * A point was restored.
   *
   * @param mode aside, swap or in place
   * @param directories that were filled
   */
  record Restored(String run, PointId point, String mode, List<String> directories)
      implements FactBody {
    public Restored {
      directories = List.copyOf(directories);
    }
  }

  /** Somebody took what would have been refused. */
  record RiskAccepted(String run, String risk, String reason) implements FactBody {}

  /** The recovery kit was written out. */
  record KitExported(String fingerprint) implements FactBody {}

  /** Nothing is known of an interval: observations in it were lost before they were sealed. */
  record GapFound(Instant from, Instant until, String reason) implements FactBody {}

  /** An earlier fact was wrong. */
  record Withdrawn(FactId fact, String reason) implements FactBody {}

  /**
   * Something that a newer program says.
   *
   * @param name of its case
   * @param body as JSON
   */
  @Otherwise
  record Unknown(String name, String body) implements FactBody {}
}
