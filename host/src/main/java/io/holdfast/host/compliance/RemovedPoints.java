package io.holdfast.host.compliance;

import io.holdfast.protection.compliance.Evidence;
import io.holdfast.protection.ledger.Entry;
import io.holdfast.protection.ledger.Fact;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.ledger.KeptFact;
import io.holdfast.protection.ledger.MalformedFactException;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.point.RestorePoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Points that were removed, as the ledger has it. */
final class RemovedPoints {
  private RemovedPoints() {}

  /**
   * The one that was youngest when it was removed.
   *
   * @param since removals of before do not count
   */
  static Evidence.@Nullable Removal youngest(List<KeptFact> stored, Instant since) {
    List<Fact> facts = facts(stored);
    // First all points: a writer whose facts come later in the list may have captured them.
    Map<PointId, Instant> cuts = new HashMap<>();
    for (Fact fact : facts) {
      if (fact.body() instanceof FactBody.PointCaptured(RestorePoint point)) {
        cuts.put(point.id(), point.cut().end());
      }
    }
    Evidence.@Nullable Removal youngest = null;
    for (Fact fact : facts) {
      if (fact.body() instanceof FactBody.PointRemoved(PointId point, var _)
          && !fact.from().isBefore(since)) {
        Instant cut = cuts.get(point);
        Duration age = cut == null ? null : Duration.between(cut, fact.from());
        if (age != null && (youngest == null || age.compareTo(youngest.age()) < 0)) {
          youngest = new Evidence.Removal(point, age);
        }
      }
    }
    return youngest;
  }

  private static List<Fact> facts(List<KeptFact> stored) {
    List<Fact> facts = new ArrayList<>();
    for (KeptFact one : stored) {
      try {
        facts.add(Entry.read(one.stored().text()).fact());
      } catch (MalformedFactException altered) {
        // It is counted as a flaw of the ledger, which has a clause of its own.
      }
    }
    return facts;
  }
}
