package io.holdfast.host.recovery;

import io.holdfast.api.kind.Repository;
import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.CatalogContents;
import io.holdfast.catalog.CatalogLocation;
import io.holdfast.catalog.KindRows;
import io.holdfast.host.kind.file.StoredKinds;
import io.holdfast.host.repository.Repositories;
import io.holdfast.host.run.FactLog;
import io.holdfast.host.run.RunFiles;
import io.holdfast.host.state.StateDirectory;
import io.holdfast.location.Opener;
import io.holdfast.location.Session;
import io.holdfast.protection.audit.Finding;
import io.holdfast.protection.audit.WriterChain;
import io.holdfast.protection.ledger.Fact;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.ledger.FactId;
import io.holdfast.protection.ledger.Flaw;
import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.ledger.WriterId;
import io.holdfast.protection.ledger.WriterKey;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.RepositoryName;
import io.holdfast.repository.snapshot.SnapshotAuthor;
import io.holdfast.vault.ledger.SealedLedger;
import io.holdfast.vault.point.StoredPoint;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Brings the catalog back from the repositories, in one step: until it is whole, what was there
 * before is there. To be used once.
 */
public final class Rebuild {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final StateDirectory state;
  private final CatalogLocation location;
  private final Repositories repositories;
  private final SnapshotAuthor author;
  private final InstantSource clock;

  private final Set<String> warnings = new LinkedHashSet<>();
  private final FoundKinds kinds;
  private final Map<Session, List<GatheredLine>> gathered = new LinkedHashMap<>();
  private final List<CatalogContents.Listed> points = new ArrayList<>();
  private final Map<String, String> ids = new TreeMap<>();
  private final List<FactId> forks = new ArrayList<>();

  public Rebuild(
      StateDirectory state,
      CatalogLocation location,
      Repositories repositories,
      SnapshotAuthor author,
      InstantSource clock) {
    this.state = state;
    this.location = location;
    this.repositories = repositories.named();
    this.author = author;
    this.clock = clock;
    this.kinds = new FoundKinds(clock.instant(), warnings::add);
  }

  /**
   * What is asked for.
   *
   * @param declared the repositories; those that the catalog knows are read, too
   * @param replace whether to put it also in the place of a catalog that opens and has something,
   *     or does not open at all
   */
  public record Request(List<Repository> declared, boolean replace) {
    public Request {
      declared = List.copyOf(declared);
    }
  }

  /** How it ends. */
  public sealed interface Outcome {
    /** It is back. */
    record Rebuilt(RebuildReport report) implements Outcome {}

    /** Nothing was done. */
    record Refused(String reason) implements Outcome {}
  }

  /**
   * Rebuilds.
   *
   * @throws IOException when a repository cannot be read, or has another name: nothing was changed
   *     then
   */
  public Outcome run(Request request) throws IOException, InterruptedException {
    try (FormerCatalog former = FormerCatalog.open(location, state.begun(), warnings::add)) {
      if (former.isAnother()) {
        return new Outcome.Refused(
            "the catalog that is there is that of another machine, or of another state: put the right one back, or move this one away and rebuild again; to take it for this machine's, remove %s before"
                .formatted(state.begun().path()));
      }
      if (!former.opens() && !request.replace) {
        return new Outcome.Refused(
            "%s; when no other process has it and no newer holdfast made it, have another one in its place with --replace: the old one is kept beside it"
                .formatted(warnings.iterator().next()));
      }
      if (former.isInUse() && !request.replace) {
        return new Outcome.Refused(
            "the catalog opens and is in use: 'holdfast catalog verify' says what is wrong with it;"
                + " to have another one in its place all the same, say so with --replace");
      }
      List<KindRows.Applied> declared = declared(request, former);
      List<Repository> known = repositories(request, declared);
      if (known.isEmpty()) {
        return new Outcome.Refused(
            "no repository is known any more: name the file that declares it with -f");
      }
      try {
        for (Repository repository : known) {
          gather(repository, former);
        }
        return new Outcome.Rebuilt(put(former, declared));
      } finally {
        close();
      }
    }
  }

  private List<KindRows.Applied> declared(Request request, FormerCatalog former) {
    Map<String, KindRows.Applied> rows = new TreeMap<>();
    for (Repository repository : request.declared) {
      KindRows.Applied row = FoundKinds.row(repository, clock.instant());
      rows.put(row.kind() + "/" + row.name(), row);
    }
    former.kinds().forEach(row -> rows.put(row.kind() + "/" + row.name(), row));
    return List.copyOf(rows.values());
  }

  /** Those that are named now are opened as they are named now. */
  private List<Repository> repositories(Request request, List<KindRows.Applied> declared) {
    Map<String, Repository> named = new LinkedHashMap<>();
    request.declared.forEach(repository -> named.put(repository.name(), repository));
    for (KindRows.Applied row : declared) {
      if (row.kind().equals("Repository")) {
        try {
          if (StoredKinds.ofRow(row) instanceof Repository repository) {
            named.putIfAbsent(repository.name(), repository);
          }
        } catch (IOException unreadable) {
          warnings.add(String.valueOf(unreadable.getMessage()));
        }
      }
    }
    return List.copyOf(named.values());
  }

  private void gather(Repository repository, FormerCatalog former)
      throws IOException, InterruptedException {
    RepositoryName name = RepositoryName.parse(repository.name());
    Session session = repositories.openWithIndex(repository, Opener.Lock.SHARED, PATIENCE);
    List<GatheredLine> lines = new ArrayList<>();
    gathered.put(session, lines);
    String id = session.repository().config().id();
    ids.put(repository.name(), id);
    former
        .id(repository.name())
        .filter(before -> !before.equals(id))
        .ifPresent(before ->
            warnings.add(
                "repository %s is another one (%s) than that of the catalog before (%s), whose points are not listed any more"
                    .formatted(
                        repository.name(), Repositories.brief(id), Repositories.brief(before))));
    Contents contents =
        new Contents(session, name, reason -> warnings.add(String.valueOf(reason.getMessage())));
    NavigableSet<LedgerLine> known = new TreeSet<>(contents.lines());
    former.lines().stream().filter(line -> line.repository().equals(name)).forEach(known::add);
    for (LedgerLine line : known) {
      lines.add(line(contents, line, former));
    }
    Map<PointId, StoredPoint> stored = new TreeMap<>();
    contents.stored().forEach(point -> stored.put(point.manifest().point(), point));
    for (StoredPoint point : stored.values()) {
      points.add(new CatalogContents.Listed(name, point.view()));
      kinds.add(point.manifest().point(), point.manifest().cut().start(), contents.kinds(point));
    }
  }

  private GatheredLine line(Contents contents, LedgerLine line, FormerCatalog former)
      throws IOException {
    var rows = former.kept(line);
    List<WriterChain> chains =
        contents.chains(
            line,
            rows,
            (place, reason) ->
                warnings.add(
                    new Finding.Unreadable(place, String.valueOf(reason.getMessage())).sentence()));
    for (WriterChain chain : chains) {
      for (Flaw flaw : chain.flaws()) {
        warnings.add(new Finding.InRepository(flaw).sentence());
        if (flaw instanceof Flaw.Forked(FactId fact)) {
          forks.add(fact);
        }
      }
    }
    return new GatheredLine(line, rows, chains);
  }

  private RebuildReport put(FormerCatalog former, List<KindRows.Applied> declared)
      throws IOException {
    WriterId before = state.writerKey().id();
    boolean isNew =
        gathered.values().stream().flatMap(List::stream).noneMatch(line -> line.has(before));
    boolean copied =
        gathered.values().stream()
            .flatMap(List::stream)
            .anyMatch(line -> line.own(before).isCopied());
    // A kill after this leaves a new writer who has written nothing: no harm.
    WriterKey key = copied ? state.renewWriterKey() : state.writerKey();
    Instant now = clock.instant();
    List<CatalogContents.Stretch> facts = new ArrayList<>();
    List<RebuildReport.Gap> gaps = new ArrayList<>();
    for (GatheredLine line : gathered.values().stream().flatMap(List::stream).toList()) {
      Optional<FactBody.GapFound> gap = line.gap(line.own(before), isNew, now);
      gap.ifPresent(found -> gaps.add(new RebuildReport.Gap(line.line(), found)));
      List<Fact.Draft> drafts =
          gap.stream()
              .map(found -> new Fact.Draft(found.from(), found.until(), "holdfast", found))
              .toList();
      facts.addAll(line.stretches(before, key.id(), drafts, now));
    }
    boolean runsKept = former.isInUse();
    Catalog catalog =
        former.replace(
            new CatalogContents(
                facts, points, kinds.rows(declared, now), ids, runsKept ? null : now));
    state.begun().note(catalog);
    seal(catalog, key);
    try {
      RunFiles.removeUnknown(state, catalog.runs());
    } catch (IOException failure) {
      warnings.add("files of former runs stay: " + failure.getMessage());
    }
    int sealed =
        facts.stream()
            .filter(CatalogContents.Stretch::sealed)
            .mapToInt(stretch -> stretch.entries().size())
            .sum();
    @Nullable WriterId renewed = copied ? key.id() : null;
    return new RebuildReport(
        sealed,
        points.size(),
        kinds.taken(declared),
        gaps,
        new RebuildReport.Identity(forks, renewed),
        runsKept,
        List.copyOf(warnings));
  }

  /** What was found is a fact; when the repository does not take it now, the next seal does. */
  private void seal(Catalog catalog, WriterKey key) throws InterruptedIOException {
    FactLog log = new FactLog(new SealedLedger(catalog.ledger(), key, clock), author, clock);
    for (Map.Entry<Session, List<GatheredLine>> repository : gathered.entrySet()) {
      for (GatheredLine line : repository.getValue()) {
        try {
          log.seal(line.line(), repository.getKey());
        } catch (InterruptedIOException stopped) {
          throw stopped;
        } catch (IOException later) {
          warnings.add(
              "what is new in %s is not in the repository yet: %s"
                  .formatted(line.line(), later.getMessage()));
        }
      }
    }
  }

  private void close() throws IOException {
    @Nullable IOException first = null;
    for (Session session : gathered.keySet()) {
      try {
        session.close();
      } catch (IOException failure) {
        first = first == null ? failure : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
