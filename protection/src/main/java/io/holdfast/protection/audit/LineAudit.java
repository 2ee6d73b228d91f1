package io.holdfast.protection.audit;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;

import io.holdfast.protection.ledger.Chain;
import io.holdfast.protection.ledger.FactId;
import io.holdfast.protection.ledger.Flaw;
import io.holdfast.protection.ledger.KeptFact;
import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.ledger.WriterId;
import io.holdfast.protection.point.ContentId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A line of the ledger, looked through.
 *
 * @param inRows how many facts the catalog has of it
 * @param inRepository how many the repository has that can be trusted
 * @param findings everything that is wrong; empty when nothing is
 */
public record LineAudit(LedgerLine line, int inRows, int inRepository, List<Finding> findings) {
  public LineAudit {
    findings = List.copyOf(findings);
  }

  /** The hashes that rows have for facts; more than one where the chain forks. */
  public static Map<FactId, List<ContentId>> hashes(List<KeptFact> rows) {
    return rows.stream()
        .map(KeptFact::stored)
        .collect(groupingBy(Flaw.Stored::id, mapping(Flaw.Stored::hash, toList())));
  }

  /** Looks through the rows of a line alone. */
  public static List<Finding> rows(LedgerLine line, List<KeptFact> rows) {
    SortedMap<WriterId, SortedMap<Integer, List<Flaw.Stored>>> chains = new TreeMap<>();
    for (KeptFact row : rows) {
      chains
          .computeIfAbsent(row.stored().id().writer(), _ -> new TreeMap<>())
          .computeIfAbsent(row.branch(), _ -> new ArrayList<>())
          .add(row.stored());
    }
    List<Finding> findings = new ArrayList<>();
    chains.forEach((writer, branches) ->
        branches.forEach((branch, facts) ->
            Flaw.in(start(line, writer, branch, branches), facts)
                .forEach(flaw -> findings.add(new Finding.InRows(flaw)))));
    return findings;
  }

  /** A branch begins behind a fact of one before it. */
  private static Chain start(
      LedgerLine line,
      WriterId writer,
      int branch,
      SortedMap<Integer, List<Flaw.Stored>> branches) {
    Chain empty = Chain.empty(line, writer);
    if (branch == 0) {
      return empty;
    }
    long before = branches.getOrDefault(branch, List.of()).getFirst().id().sequence() - 1;
    Optional<Flaw.Stored> left =
        branches.headMap(branch).values().stream()
            .flatMap(List::stream)
            .filter(stored -> stored.id().sequence() == before)
            .findFirst();
    return left.map(stored -> new Chain(line, writer, before, stored.hash())).orElse(empty);
  }

  /**
   * Compares the rows of a line with its chains in the repository.
   *
   * @param own who writes on this machine: what others sealed need not be in its rows
   */
  public static LineAudit of(
      LedgerLine line, List<KeptFact> rows, List<WriterChain> chains, WriterId own) {
    List<Finding> findings = new ArrayList<>(rows(line, rows));
    Map<FactId, Set<ContentId>> sealed = new TreeMap<>();
    Set<FactId> told = new HashSet<>();
    for (WriterChain chain : chains) {
      for (Flaw flaw : chain.flaws()) {
        findings.add(new Finding.InRepository(flaw));
        told.addAll(places(flaw));
      }
      chain
          .entries()
          .forEach(entry ->
              sealed.computeIfAbsent(entry.fact().id(), _ -> new HashSet<>()).add(entry.hash()));
    }
    for (Finding finding : List.copyOf(findings)) {
      if (finding instanceof Finding.InRows(Flaw flaw)) {
        told.addAll(places(flaw));
      }
    }
    NavigableSet<FactId> lost = new TreeSet<>();
    Set<FactId> known = new HashSet<>();
    for (KeptFact row : rows) {
      FactId id = row.stored().id();
      known.add(id);
      Set<ContentId> there = sealed.getOrDefault(id, Set.of());
      if (there.isEmpty() && row.sealed() && !told.contains(id)) {
        lost.add(id);
      } else if (!there.isEmpty() && !there.contains(row.stored().hash()) && !told.contains(id)) {
        findings.add(new Finding.Different(id));
      }
    }
    NavigableSet<FactId> unknown =
        sealed.keySet().stream()
            .filter(id -> id.writer().equals(own) && !known.contains(id) && !told.contains(id))
            .collect(toCollection(TreeSet::new));
    stretches(lost)
        .forEach(stretch ->
            findings.add(new Finding.NotInRepository(stretch.getFirst(), last(stretch))));
    stretches(unknown)
        .forEach(stretch -> findings.add(new Finding.NotInRows(stretch.getFirst(), last(stretch))));
    int inRepository = sealed.values().stream().mapToInt(Set::size).sum();
    return new LineAudit(line, rows.size(), inRepository, findings);
  }

  private static long last(List<FactId> stretch) {
    return stretch.getLast().sequence();
  }

  /** The facts that a flaw speaks of: nothing more is said about them. */
  private static List<FactId> places(Flaw flaw) {
    return switch (flaw) {
      case Flaw.Altered(FactId fact, var _) -> List.of(fact);
      case Flaw.Missing(FactId first, long last) -> range(first, last);
      case Flaw.Unsigned(LedgerLine line, WriterId writer, long first, long last) ->
          range(new FactId(line, writer, first), last);
      case Flaw.Unlinked _, Flaw.Forked _ -> List.of();
    };
  }

  /** A number that somebody wrote into a row may be any. */
  private static List<FactId> range(FactId first, long last) {
    List<FactId> range = new ArrayList<>();
    for (long number = first.sequence(); number <= last && range.size() < 100_000; number++) {
      range.add(new FactId(first.line(), first.writer(), number));
    }
    return range;
  }

  private static List<List<FactId>> stretches(NavigableSet<FactId> facts) {
    List<List<FactId>> stretches = new ArrayList<>();
    for (FactId fact : facts) {
      if (stretches.isEmpty() || !isNext(stretches.getLast().getLast(), fact)) {
        stretches.add(new ArrayList<>());
      }
      stretches.getLast().add(fact);
    }
    return stretches;
  }

  private static boolean isNext(FactId before, FactId fact) {
    return before.writer().equals(fact.writer()) && before.sequence() + 1 == fact.sequence();
  }
}
