package io.holdfast.protection.removal;

import io.holdfast.protection.hold.Hold;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.point.ContentId;
import io.holdfast.protection.point.RestorePoint;
import io.holdfast.protection.retention.Candidate;
import io.holdfast.protection.retention.Reason;
import io.holdfast.protection.retention.RetentionPlan;
import io.holdfast.protection.standing.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a retention run of an application does.
 *
 * @param kept points that stay, each with every reason, the newest first
 * @param steps in order; none when there is nothing to do
 */
public record RemovalPlan(List<Kept> kept, List<RemovalStep> steps) {
  public RemovalPlan {
    kept = List.copyOf(kept);
    steps = List.copyOf(steps);
  }

  /** A point that stays. */
  public record Kept(PointId point, List<String> reasons) {
    public Kept {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * What is to be decided about.
   *
   * @param known points by the catalog; what only the repository has is not ours to remove
   * @param stored points that the repository has
   * @param leftovers snapshots of runs that came to nothing
   * @param superseded snapshots of the ledger whose facts are all in another one
   * @param madeLast the complete point that this machine noted last, whatever its clock said;
   *     absent when there is none
   * @param pruneIsDue whether an earlier run removed something and did not come to prune
   */
  public record Observed(
      List<RestorePoint> known,
      Set<PointId> stored,
      List<ContentId> leftovers,
      List<ContentId> superseded,
      @Nullable PointId madeLast,
      boolean pruneIsDue) {
    public Observed {
      known = List.copyOf(known);
      stored = Set.copyOf(stored);
      leftovers = List.copyOf(leftovers);
      superseded = List.copyOf(superseded);
    }
  }

  /**
   * Plans.
   *
   * @param storeTime the store's own time, not this machine's
   */
  public static RemovalPlan of(Standing standing, Observed observed, Instant storeTime) {
    List<Candidate> candidates =
        observed.known.stream()
            .filter(point -> observed.stored.contains(point.id()))
            .map(point -> candidate(point, standing.inForce(point.id(), storeTime)))
            .toList();
    RetentionPlan decided =
        RetentionPlan.of(
            standing.policy().policies(standing.administrators(), storeTime),
            candidates,
            observed.madeLast == null ? null : observed.madeLast.text(),
            storeTime);
    List<RemovalStep> steps = new ArrayList<>();
    decided
        .removed()
        .forEach(removed ->
            steps.add(
                new RemovalStep.RemovePoint(
                    PointId.parse(removed.point().id()), List.of(removed.why().toString()))));
    observed.known.stream()
        .filter(point -> !observed.stored.contains(point.id()))
        // One that is held is missed until somebody ends its hold.
        .filter(point -> standing.inForce(point.id(), storeTime).isEmpty())
        .forEach(point -> steps.add(new RemovalStep.StrikeOff(point.id())));
    if (!observed.leftovers.isEmpty()) {
      steps.add(new RemovalStep.Sweep(observed.leftovers));
    }
    if (!steps.isEmpty()) {
      steps.add(new RemovalStep.SealLedger());
    }
    if (!steps.isEmpty() || !observed.superseded.isEmpty()) {
      steps.add(new RemovalStep.TrimLedger());
    }
    if (!decided.removed().isEmpty() || !observed.leftovers.isEmpty() || observed.pruneIsDue) {
      steps.add(new RemovalStep.Prune());
    }
    return new RemovalPlan(
        decided.kept().stream()
            .map(kept ->
                new Kept(
                    PointId.parse(kept.point().id()),
                    kept.reasons().stream().map(Reason::toString).toList()))
            .toList(),
        steps);
  }

  private static Candidate candidate(RestorePoint point, List<Hold> holds) {
    Candidate.Kind kind =
        !point.isComplete()
            ? Candidate.Kind.INCOMPLETE
            : point.secures() == null ? Candidate.Kind.COMPLETE : Candidate.Kind.SECURING;
    return new Candidate(point.id().text(), point.cut().end(), kind, holds);
  }
}
