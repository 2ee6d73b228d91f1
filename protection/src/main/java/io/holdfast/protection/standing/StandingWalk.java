package io.holdfast.protection.standing;

import io.holdfast.protection.hold.Hold;
import io.holdfast.protection.hold.Holds;
import io.holdfast.protection.ledger.Fact;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.ledger.FactId;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.retention.PolicyInForce;
import io.holdfast.protection.retention.Terms;
import io.holdfast.protection.safeguard.Administrators;
import io.holdfast.protection.safeguard.Weakening;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What stands while facts are read, one after the other. */
final class StandingWalk {
  /** A cut has this machine's time, the first policy the store's; so much may be between them. */
  private static final Duration CLOCKS = Duration.ofMinutes(5);

  private final Administrators administrators;
  private final Map<PointId, Holds> holds = new HashMap<>();
  private PolicyInForce policy = PolicyInForce.of(Terms.KEEP_ALL);
  private Standing.@Nullable Change change;
  private Standing.@Nullable Applied applied;
  private @Nullable Instant firstCut;

  StandingWalk(Administrators administrators) {
    this.administrators = administrators;
  }

  Standing standing() {
    return new Standing(
        administrators,
        policy,
        Optional.ofNullable(policy.pending() == null ? null : change),
        Optional.ofNullable(applied),
        holds);
  }

  void read(Fact fact) {
    switch (fact.body()) {
      case FactBody.PointCaptured _ -> firstCut = firstCut == null ? fact.from() : firstCut;
      case FactBody.HoldPlaced(PointId point, Hold hold) ->
          // Placed once more it holds anew, and a release that was asked for is given up.
          holds.put(point, of(point).without(hold.name()).with(hold));
      case FactBody.HoldReleased(PointId point, String hold, String _) -> {
        if (of(point).placed().stream().anyMatch(placed -> placed.name().equals(hold))) {
          holds.put(point, of(point).releasing(hold, Weakening.asked(fact.by(), fact.from())));
        }
      }
      case FactBody.ReleaseApproved(PointId point, String hold) -> {
        Weakening asked = of(point).releases().get(hold);
        if (asked != null && !asked.by().equals(fact.by())) {
          holds.put(point, of(point).approving(hold, fact.by(), fact.from()));
        }
      }
      case FactBody.PolicyChanged(var name, Terms terms, String _) ->
          change(new Standing.Change(fact.id(), name), fact, terms);
      case FactBody.PolicyApproved(FactId approved) -> {
        PolicyInForce.Pending pending = policy.pending();
        if (change != null
            && approved.equals(change.fact())
            && pending != null
            && !pending.asked().by().equals(fact.by())) {
          policy = policy.approved(fact.by(), fact.from());
        }
      }
      case FactBody.PointRemoved _,
          FactBody.RunFailed _,
          FactBody.Restored _,
          FactBody.RiskAccepted _,
          FactBody.KitExported _,
          FactBody.GapFound _,
          FactBody.Withdrawn _,
          FactBody.Unknown _ -> {}
    }
  }

  private Holds of(PointId point) {
    return holds.getOrDefault(point, Holds.NONE);
  }

  private void change(Standing.Change asking, Fact fact, Terms terms) {
    Duration late = applied == null ? CLOCKS : Duration.ZERO;
    applied = new Standing.Applied(asking.policy(), terms);
    if (firstCut == null || fact.from().isBefore(firstCut.plus(late))) {
      policy = PolicyInForce.of(terms); // nothing is there yet that it could protect less
      return;
    }
    PolicyInForce.Pending before = policy.pending();
    policy = policy.changed(terms, fact.by(), administrators, fact.from());
    if (policy.pending() != null && !policy.pending().equals(before)) {
      change = asking;
    }
  }
}
