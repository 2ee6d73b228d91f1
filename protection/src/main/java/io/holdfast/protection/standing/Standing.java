package io.holdfast.protection.standing;

import io.holdfast.protection.hold.Hold;
import io.holdfast.protection.hold.Holds;
import io.holdfast.protection.ledger.Fact;
import io.holdfast.protection.ledger.FactId;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.PolicyName;
import io.holdfast.protection.retention.PolicyInForce;
import io.holdfast.protection.retention.Terms;
import io.holdfast.protection.safeguard.Administrators;
import io.holdfast.protection.safeguard.Safeguard;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What protects the points of one application.
 *
 * @param policy what it says of removal, and what waits
 * @param change what asked for what waits, if anything does
 * @param applied what was applied last, in force or not; empty when nothing was recorded
 * @param holds of each point that has any, or had
 */
public record Standing(
    Administrators administrators,
    PolicyInForce policy,
    Optional<Change> change,
    Optional<Applied> applied,
    Map<PointId, Holds> holds) {
  /**
   * What asked for terms that wait.
   *
   * @param policy whose terms they are; absent when the application follows none any more
   */
  public record Change(FactId fact, @Nullable PolicyName policy) {}

  /**
   * What was applied.
   *
   * @param policy absent when the application follows none any more
   * @param terms the policy's
   */
  public record Applied(@Nullable PolicyName policy, Terms terms) {}

  public Standing {
    holds = Map.copyOf(holds);
  }

  /**
   * Derives it from the facts of an application.
   *
   * @param facts all that are known; that one was withdrawn does not count, or that would be the
   *     way around the delay
   */
  public static Standing of(List<Fact> facts, Administrators administrators) {
    StandingWalk walk = new StandingWalk(administrators);
    // Not as they were recorded: whoever can set this machine's clock could put one before others.
    facts.stream()
        .sorted(Comparator.comparing(Fact::from).thenComparing(Fact::id))
        .forEach(walk::read);
    return walk.standing();
  }

  /** What the release of a hold needs at a time. */
  public Safeguard safeguard(Instant storeTime) {
    return policy.safeguard(administrators, storeTime);
  }

  /** The holds of a point, whether in force or not. */
  public Holds holds(PointId point) {
    return holds.getOrDefault(point, Holds.NONE);
  }

  /** The holds of a point that count at a time. */
  public List<Hold> inForce(PointId point, Instant storeTime) {
    return holds(point).inForce(safeguard(storeTime), storeTime);
  }
}
