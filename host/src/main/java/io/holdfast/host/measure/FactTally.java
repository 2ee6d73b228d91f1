package io.holdfast.host.measure;

import io.holdfast.catalog.LedgerRows;
import io.holdfast.protection.ledger.Chain;
import io.holdfast.protection.ledger.Entry;
import io.holdfast.protection.ledger.Flaw;
import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.ledger.MalformedFactException;
import io.holdfast.protection.ledger.WriterId;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What all facts come to, kept from one reading to the next: a ledger only grows, so only what is
 * new is read. Thread-safe.
 */
final class FactTally {
  private final LedgerRows rows;
  private final Map<LedgerLine, LineTally> tallies = new HashMap<>();
  private final Map<LedgerLine, Map<WriterId, Chain>> ends = new HashMap<>();

  FactTally(LedgerRows rows) {
    this.rows = rows;
  }

  /** Reads what is new. */
  synchronized void refresh() throws IOException {
    Map<LedgerLine, Map<WriterId, Long>> lasts = rows.lasts();
    ends.entrySet().stream()
        .filter(line -> isShorter(line.getValue(), lasts.getOrDefault(line.getKey(), Map.of())))
        .map(Map.Entry::getKey)
        .toList()
        .forEach(this::forget); // the catalog was rebuilt
    for (var line : lasts.entrySet()) {
      for (var chain : line.getValue().entrySet()) {
        read(line.getKey(), chain.getKey(), chain.getValue());
      }
    }
  }

  /**
   * Reads everything anew: what was looked at before may have been changed since. A scrape does not
   * wait for it, and is told of what was known before.
   */
  void reread() throws IOException {
    FactTally fresh = new FactTally(rows);
    fresh.refresh();
    replace(fresh.tallies, fresh.ends);
  }

  private synchronized void replace(
      Map<LedgerLine, LineTally> ofAll, Map<LedgerLine, Map<WriterId, Chain>> endsOfAll) {
    tallies.clear();
    tallies.putAll(ofAll);
    ends.clear();
    ends.putAll(endsOfAll);
  }

  private static boolean isShorter(Map<WriterId, Chain> known, Map<WriterId, Long> lasts) {
    return known.values().stream()
        .anyMatch(end -> lasts.getOrDefault(end.writer(), 0L) < end.sequence());
  }

  private void forget(LedgerLine line) {
    tallies.remove(line);
    ends.remove(line);
  }

  private void read(LedgerLine line, WriterId writer, long last) throws IOException {
    Map<WriterId, Chain> known = ends.computeIfAbsent(line, _ -> new HashMap<>());
    Chain end = known.getOrDefault(writer, Chain.empty(line, writer));
    if (last <= end.sequence()) {
      return;
    }
    List<Flaw.Stored> fresh = rows.after(line, writer, end.sequence());
    LineTally tally = tallies.computeIfAbsent(line, _ -> new LineTally());
    tally.add(Flaw.in(end, fresh));
    for (Flaw.Stored stored : fresh) {
      try {
        tally.add(Entry.read(stored.text()).fact());
      } catch (MalformedFactException altered) {
        // It is a flaw, and counted as one.
      }
    }
    if (!fresh.isEmpty()) {
      Flaw.Stored newest = fresh.getLast();
      known.put(writer, new Chain(line, writer, newest.id().sequence(), newest.hash()));
    }
  }

  /** What the facts of a line came to when they were last read. */
  synchronized LineTally.Sum of(LedgerLine line) {
    return tallies.getOrDefault(line, new LineTally()).sum();
  }
}
