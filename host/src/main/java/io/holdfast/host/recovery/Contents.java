package io.holdfast.host.recovery;

import io.holdfast.location.Session;
import io.holdfast.protection.audit.Finding;
import io.holdfast.protection.audit.LineAudit;
import io.holdfast.protection.audit.PointAudit;
import io.holdfast.protection.audit.WriterChain;
import io.holdfast.protection.ledger.KeptFact;
import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.ledger.WriterId;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.RepositoryName;
import io.holdfast.protection.point.RestorePoint;
import io.holdfast.vault.ledger.Segments;
import io.holdfast.vault.point.Points;
import io.holdfast.vault.point.StoredPoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What a repository, whose index is loaded, has for the catalog. */
final class Contents {
  private final Session session;
  private final Segments segments;
  private final Consumer<IOException> unreadable;

  /**
   * @param unreadable is told of each snapshot and manifest that cannot be read, maybe twice
   */
  Contents(Session session, RepositoryName name, Consumer<IOException> unreadable) {
    this.session = session;
    this.segments = new Segments(session.repository(), name, unreadable);
    this.unreadable = unreadable;
  }

  List<LedgerLine> lines() throws IOException {
    return segments.lines();
  }

  List<RestorePoint> points() throws IOException {
    return stored().stream().map(StoredPoint::view).toList();
  }

  /** The kinds that a point carries; none when they cannot be read. */
  NavigableMap<String, byte[]> kinds(StoredPoint point) {
    try {
      return new Points(session.repository()).kinds(point);
    } catch (IOException lost) {
      unreadable.accept(lost);
      return new TreeMap<>();
    }
  }

  List<StoredPoint> stored() throws IOException {
    return new Points(session.repository()).all(unreadable);
  }

  /**
   * The chains of a line.
   *
   * @param rows what the catalog has of it
   * @param damaged is told of each segment that cannot be read
   */
  List<WriterChain> chains(LedgerLine line, List<KeptFact> rows, Segments.Unreadable damaged)
      throws IOException {
    List<WriterChain> chains = new ArrayList<>();
    segments
        .found(line, damaged)
        .forEach((writer, found) ->
            chains.add(WriterChain.of(line, writer, found, LineAudit.hashes(rows))));
    return chains;
  }

  /**
   * A line that was looked through.
   *
   * @param ofOthers the points in it that other machines captured
   */
  record Audited(LineAudit audit, Set<PointId> ofOthers) {}

  Audited audit(LedgerLine line, List<KeptFact> rows, WriterId own) throws IOException {
    List<Finding> damaged = new ArrayList<>();
    List<WriterChain> chains =
        chains(
            line,
            rows,
            (place, reason) ->
                damaged.add(new Finding.Unreadable(place, String.valueOf(reason.getMessage()))));
    LineAudit audit = LineAudit.of(line, rows, chains, own);
    damaged.addAll(audit.findings());
    return new Audited(
        new LineAudit(line, audit.inRows(), audit.inRepository(), damaged),
        PointAudit.capturedByOthers(chains, rows, own));
  }
}
