package io.holdfast.protection.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** A ledger that is gone with its process: for tests, and for plans on a copy. Thread-safe. */
public final class MemoryLedger implements Ledger {
  private record Kept(Entry entry, boolean sealed) {}

  private final NavigableMap<FactId, Kept> facts = new TreeMap<>();
  private final Set<LedgerLine> deciding = new HashSet<>();

  @Override
  public synchronized Chain end(LedgerLine line, WriterId writer) {
    return of(line).stream()
        .filter(kept -> kept.entry.fact().id().writer().equals(writer))
        .reduce((_, last) -> last)
        .map(last -> Chain.endingWith(last.entry))
        .orElseGet(() -> Chain.empty(line, writer));
  }

  @Override
  public synchronized void keep(List<Entry> entries, boolean sealed) {
    NavigableMap<FactId, Kept> before = new TreeMap<>(facts);
    boolean done = false;
    try {
      entries.forEach(entry -> keep(entry, sealed));
      done = true;
    } finally {
      if (!done) {
        facts.clear();
        facts.putAll(before);
      }
    }
  }

  private void keep(Entry entry, boolean sealed) {
    FactId id = entry.fact().id();
    Kept there = facts.get(id);
    if (there != null && !there.entry.text().equals(entry.text())) {
      throw new IllegalArgumentException("another fact is in the place of " + id);
    }
    if (there == null && !end(id.line(), id.writer()).isFollowedBy(entry)) {
      throw new IllegalArgumentException("%s does not follow what is here".formatted(id));
    }
    facts.put(id, new Kept(entry, sealed || (there != null && there.sealed)));
  }

  @Override
  public synchronized void deciding(LedgerLine line) {
    deciding.add(line);
  }

  @Override
  public synchronized void decided(LedgerLine line) {
    deciding.remove(line);
  }

  @Override
  public synchronized boolean isDeciding(LedgerLine line) {
    return deciding.contains(line);
  }

  @Override
  public synchronized void sealed(Chain end) {
    facts.replaceAll((id, kept) ->
        id.line().equals(end.line())
                && id.writer().equals(end.writer())
                && id.sequence() <= end.sequence()
            ? new Kept(kept.entry, true)
            : kept);
  }

  @Override
  public synchronized List<Entry> unsealed(LedgerLine line, WriterId writer) {
    return of(line).stream()
        .filter(kept -> !kept.sealed && kept.entry.fact().id().writer().equals(writer))
        .map(Kept::entry)
        .toList();
  }

  @Override
  public synchronized List<LedgerLine> lines() {
    return facts.keySet().stream().map(FactId::line).distinct().sorted().toList();
  }

  @Override
  public synchronized List<Entry> read(LedgerLine line) {
    List<Entry> entries = new ArrayList<>(of(line).stream().map(Kept::entry).toList());
    entries.sort(
        Comparator.comparing((Entry entry) -> entry.fact().recorded())
            .thenComparing(entry -> entry.fact().id()));
    return List.copyOf(entries);
  }

  @Override
  public synchronized List<KeptFact> kept(LedgerLine line) {
    return of(line).stream()
        .map(kept ->
            new KeptFact(
                new Flaw.Stored(kept.entry.fact().id(), kept.entry.text(), kept.entry.hash()),
                0,
                kept.sealed))
        .toList();
  }

  private List<Kept> of(LedgerLine line) {
    return facts.values().stream()
        .filter(kept -> kept.entry.fact().id().line().equals(line))
        .toList();
  }
}
