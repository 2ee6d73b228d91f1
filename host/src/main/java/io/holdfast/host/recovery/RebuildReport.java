package io.holdfast.host.recovery;

import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.ledger.FactId;
import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.ledger.WriterId;
import io.holdfast.protection.name.PointId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rebuild brought back, and what it could not.
 *
 * @param facts that the repositories had
 * @param points that the repositories have
 * @param kinds that were taken from points, because nothing else declares them
 * @param gaps of which nothing is known; each is a fact from now on
 * @param identity who this machine is in the ledger
 * @param runsKept whether the record of runs is still there; no repository has it
 * @param warnings everything else that a person should know
 */
public record RebuildReport(
    int facts,
    int points,
    List<TakenKind> kinds,
    List<Gap> gaps,
    Identity identity,
    boolean runsKept,
    List<String> warnings) {
  public RebuildReport {
    kinds = List.copyOf(kinds);
    gaps = List.copyOf(gaps);
    warnings = List.copyOf(warnings);
  }

  /** A kind that stood in a point. */
  public record TakenKind(String kind, String name, PointId point) {}

  /** What a line does not know. */
  public record Gap(LedgerLine line, FactBody.GapFound fact) {
    /** What a person is told. */
    public String sentence() {
      return "what was observed of %s from %s to %s is lost: %s"
          .formatted(line, fact.from(), fact.until(), fact.reason());
    }
  }

  /**
   * Who this machine is in the ledger.
   *
   * @param forks where two machines wrote with one key; both branches are kept
   * @param renewed who it is from now on, when another machine has its former key
   */
  public record Identity(List<FactId> forks, @Nullable WriterId renewed) {
    public Identity {
      forks = List.copyOf(forks);
    }
  }
}
