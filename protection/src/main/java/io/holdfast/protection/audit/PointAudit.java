package io.holdfast.protection.audit;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.ledger.FactId;
import io.holdfast.protection.ledger.KeptFact;
import io.holdfast.protection.ledger.WriterId;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.point.RestorePoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A restore point about which the catalog and the repository disagree. */
public sealed interface PointAudit {
  /** What a person is told. */
  default String sentence() {
    return switch (this) {
      case NotInRows(PointId point) -> "the catalog does not list restore point " + point;
      case NotInRepository(PointId point) ->
          "the catalog lists restore point %s, which the repository does not have".formatted(point);
      case Different(PointId point) ->
          "what the catalog says of restore point %s is not what its manifest says"
              .formatted(point);
    };
  }

  /** What that person can do. */
  default String remedy() {
    return switch (this) {
      case NotInRows _ -> "'holdfast catalog rebuild --replace' lists it";
      case NotInRepository _ ->
          "if nobody removed it, look who can write into the repository; 'holdfast catalog rebuild"
              + " --replace' takes it off the list";
      case Different _ -> "'holdfast catalog rebuild --replace' takes what the manifest says";
    };
  }

  /** The repository alone has it. */
  record NotInRows(PointId point) implements PointAudit {}

  /** The catalog alone has it. */
  record NotInRepository(PointId point) implements PointAudit {}

  /** Both have it, and differ. */
  record Different(PointId point) implements PointAudit {}

  /**
   * Compares the points of a repository; sorted by their names.
   *
   * @param ofOthers those that another machine captured, as {@link #capturedByOthers} has it: they
   *     need not be in the rows
   */
  static List<PointAudit> of(
      List<RestorePoint> rows, List<RestorePoint> stored, Set<PointId> ofOthers) {
    Map<PointId, RestorePoint> sealed = byName(stored);
    Map<PointId, RestorePoint> listed = byName(rows);
    List<PointAudit> findings = new ArrayList<>();
    listed.forEach((id, point) -> {
      RestorePoint there = sealed.get(id);
      if (there == null) {
        findings.add(new NotInRepository(id));
      } else if (!isSame(there, point)) {
        findings.add(new Different(id));
      }
    });
    sealed.keySet().stream()
        .filter(id -> !listed.containsKey(id) && !ofOthers.contains(id))
        .forEach(id -> findings.add(new NotInRows(id)));
    return List.copyOf(findings);
  }

  /**
   * The points that other machines say they captured, and of which this one's ledger does not tell:
   * it may have had another key before.
   *
   * @param rows the facts that the catalog has of the line
   * @param own who writes on this one
   */
  static Set<PointId> capturedByOthers(
      List<WriterChain> chains, List<KeptFact> rows, WriterId own) {
    Set<FactId> known = rows.stream().map(row -> row.stored().id()).collect(toSet());
    return chains.stream()
        .filter(chain -> !chain.writer().equals(own))
        .flatMap(WriterChain::entries)
        .filter(entry -> !known.contains(entry.fact().id()))
        .flatMap(entry ->
            entry.fact().body() instanceof FactBody.PointCaptured(RestorePoint point)
                ? Stream.of(point.id())
                : Stream.empty())
        .collect(toSet());
  }

  /**
   * What was learned of a point later is in the catalog alone; the snapshot's id may be another.
   */
  private static boolean isSame(RestorePoint stored, RestorePoint listed) {
    return stored.application().equals(listed.application())
        && stored.cut().equals(listed.cut())
        && stored.consistency().equals(listed.consistency())
        && stored.size().equals(listed.size())
        && stored.isComplete() == listed.isComplete();
  }

  private static Map<PointId, RestorePoint> byName(List<RestorePoint> points) {
    return points.stream()
        .collect(toMap(RestorePoint::id, point -> point, (_, last) -> last, TreeMap::new));
  }
}
