package io.holdfast.host.measure;

import io.holdfast.protection.ledger.Fact;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.ledger.FactId;
import io.holdfast.protection.ledger.Flaw;
import io.holdfast.protection.measure.Measurements;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the facts of one line come to, so far. */
final class LineTally {
  private final Map<FactId, FactBody.GapFound> gaps = new HashMap<>();
  private final Map<FactId, Export> kits = new HashMap<>();
  private final Set<FactId> withdrawn = new HashSet<>();
  private final List<Flaw> flaws = new ArrayList<>();

  /** A recovery kit that was written out, and the fingerprint of repository and key that it has. */
  record Export(Instant time, String fingerprint) {
    private Measurements.Kit as(Measurements.Kit.Key key) {
      return new Measurements.Kit(time, key);
    }
  }

  /**
   * What they come to.
   *
   * @param kits that were written out, the newest first
   * @param flaws what is wrong with the chains
   */
  record Sum(List<FactBody.GapFound> gaps, List<Export> kits, List<Flaw> flaws) {
    Sum {
      gaps = List.copyOf(gaps);
      kits = List.copyOf(kits);
      flaws = List.copyOf(flaws);
    }

    /**
     * The newest kit that opens the repository; the newest of all when none does, or nobody knows.
     *
     * @param there which kits open it; absent when not known
     * @return empty while none was written out
     */
    Optional<Measurements.Kit> kit(KeysSeen.@Nullable Kits there, Instant now) {
      if (there == null) {
        return kits.stream().findFirst().map(kit -> kit.as(Measurements.Kit.Key.UNKNOWN));
      }
      return kits.stream()
          .filter(kit -> there.has(kit, now))
          .findFirst()
          .map(kit -> kit.as(Measurements.Kit.Key.THERE))
          .or(() -> kits.stream().findFirst().map(kit -> kit.as(Measurements.Kit.Key.GONE)));
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
      case FactBody.KitExported(String fingerprint) ->
          kits.put(fact.id(), new Export(fact.from(), fingerprint));
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
        kits.values().stream().sorted(Comparator.comparing(Export::time).reversed()).toList(),
        flaws);
  }
}
