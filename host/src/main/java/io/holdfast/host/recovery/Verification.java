package io.holdfast.host.recovery;

import io.holdfast.api.kind.Repository;
import io.holdfast.catalog.Catalog;
import io.holdfast.host.repository.Repositories;
import io.holdfast.location.Opener;
import io.holdfast.location.Session;
import io.holdfast.protection.audit.LineAudit;
import io.holdfast.protection.audit.PointAudit;
import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.ledger.WriterId;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.RepositoryName;
import io.holdfast.protection.point.RestorePoint;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares the catalog with the repositories; changes neither. */
public final class Verification {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Catalog catalog;
  private final Repositories repositories;
  private final WriterId own;

  /**
   * @param own who writes the ledger on this machine
   */
  public Verification(Catalog catalog, Repositories repositories, WriterId own) {
    this.catalog = catalog;
    this.repositories = repositories;
    this.own = own;
  }

  /**
   * Compares.
   *
   * @param declared the repositories; what the catalog has of others is looked through by itself
   * @throws IOException when the catalog cannot be read
   */
  public CatalogReport run(List<Repository> declared) throws IOException, InterruptedException {
    List<CatalogReport.Compared> compared = new ArrayList<>();
    NavigableSet<RepositoryName> others = new TreeSet<>(catalogued());
    for (Repository repository : declared) {
      RepositoryName name = RepositoryName.parse(repository.name());
      others.remove(name);
      compared.add(compare(repository, name));
    }
    for (RepositoryName name : others) {
      compared.add(
          new CatalogReport.NotRead(
              name, rowsAlone(name), "it is not declared here, 'holdfast apply' does so"));
    }
    return new CatalogReport(compared);
  }

  private List<RepositoryName> catalogued() throws IOException {
    return catalog.ledger().lines().stream().map(LedgerLine::repository).distinct().toList();
  }

  private CatalogReport.Compared compare(Repository repository, RepositoryName name)
      throws IOException, InterruptedException {
    try (Session session = repositories.openWithIndex(repository, Opener.Lock.SHARED, PATIENCE)) {
      return compare(session, name);
    } catch (InterruptedIOException stopped) {
      throw stopped;
    } catch (IOException unread) {
      return new CatalogReport.NotRead(name, rowsAlone(name), String.valueOf(unread.getMessage()));
    }
  }

  private List<LineAudit> rowsAlone(RepositoryName name) throws IOException {
    List<LineAudit> audits = new ArrayList<>();
    for (LedgerLine line : catalog.ledger().lines()) {
      if (line.repository().equals(name)) {
        var rows = catalog.ledger().kept(line);
        audits.add(new LineAudit(line, rows.size(), 0, LineAudit.rows(line, rows)));
      }
    }
    return audits;
  }

  private CatalogReport.Read compare(Session session, RepositoryName name) throws IOException {
    Set<String> unreadable = new LinkedHashSet<>();
    Contents contents =
        new Contents(session, name, reason -> unreadable.add(String.valueOf(reason.getMessage())));
    NavigableSet<LedgerLine> lines = new TreeSet<>(contents.lines());
    catalog.ledger().lines().stream()
        .filter(line -> line.repository().equals(name))
        .forEach(lines::add);
    List<LineAudit> audits = new ArrayList<>();
    Set<PointId> ofOthers = new HashSet<>();
    for (LedgerLine line : lines) {
      Contents.Audited audited = contents.audit(line, catalog.ledger().kept(line), own);
      audits.add(audited.audit());
      ofOthers.addAll(audited.ofOthers());
    }
    List<RestorePoint> rows =
        catalog.points().all(name, reason -> unreadable.add(String.valueOf(reason.getMessage())));
    List<RestorePoint> stored = contents.points();
    return new CatalogReport.Read(
        name,
        audits,
        PointAudit.of(rows, stored, ofOthers),
        notListed(stored, ofOthers, rows),
        List.copyOf(unreadable));
  }

  /** How many points of others there are that are not listed here. */
  private static long notListed(
      List<RestorePoint> stored, Set<PointId> ofOthers, List<RestorePoint> rows) {
    Set<PointId> listed = rows.stream().map(RestorePoint::id).collect(Collectors.toSet());
    return stored.stream()
        .map(RestorePoint::id)
        .filter(id -> ofOthers.contains(id) && !listed.contains(id))
        .count();
  }
}
