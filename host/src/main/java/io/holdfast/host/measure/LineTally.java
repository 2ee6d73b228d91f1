package io.holdfast.host.measure;

import io.holdfast.protection.ledger.Fact;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.ledger.FactId;
import io.holdfast.protection.ledger.Flaw;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the facts of one line come to, so far. */
final class LineTally {
  private final Map<FactId, FactBody.GapFound> gaps = new HashMap<>();
  private final Map<FactId, Instant> kits = new HashMap<>();
  private final Set<FactId> withdrawn = new HashSet<>();
  private final List<Flaw> flaws = new ArrayList<>();

  /**
   * What they come to.
   *
   * @param kitExported when a recovery kit was last written out; absent while none was
   * @param flaws what is wrong with the chains
   */
  record Sum(List<FactBody.GapFound> gaps, @Nullable Instant kitExported, List<Flaw> flaws) {
    Sum {
      gaps = List.copyOf(gaps);
      flaws = List.copyOf(flaws);
    }

    /** How much of the time from one instant to another lies in gaps. */
    Duration gapBetween(Instant from, Instant until) {
      Duration total = Duration.ZERO;
      Instant counted = from;
      for (FactBody.GapFound gap :
          gaps.stream().sorted(Comparator.comparing(FactBody.GapFound::from)).toList()) {
        Instant begin = gap.from().isAfter(counted) ? gap.from() : counted;
        Instant end = gap.until().isBefore(until) ? gap.until() : until;
        if (end.isAfter(begin)) {
          total = total.plus(Duration.between(begin, end));
          counted = end;
        }
      }
      return total;
    }
  }

  void add(List<Flaw> found) {
    flaws.addAll(found);
  }

  void add(Fact fact) {
    switch (fact.body()) {
      case FactBody.GapFound gap -> gaps.put(fact.id(), gap);
      case FactBody.KitExported _ -> kits.put(fact.id(), fact.from());
      case FactBody.Withdrawn(FactId wrong, String _) -> withdrawn.add(wrong);
      case FactBody.PointCaptured _,
          FactBody.PointRemoved _,
          FactBody.HoldPlaced _,
          FactBody.HoldReleased _,
          FactBody.ReleaseApproved _,
          FactBody.PolicyApproved _,
          FactBody.PolicyChanged _,
          FactBody.RunFailed _,
          FactBody.Restored _,
          FactBody.RiskAccepted _,
          FactBody.Unknown _ -> {}
    }
  }

  Sum sum() {
    gaps.keySet().removeAll(withdrawn);
    kits.keySet().removeAll(withdrawn);
    return new Sum(
        List.copyOf(gaps.values()),
        kits.values().stream().max(Comparator.naturalOrder()).orElse(null),
        flaws);
  }
}
