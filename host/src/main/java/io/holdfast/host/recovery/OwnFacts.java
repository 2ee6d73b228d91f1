package io.holdfast.host.recovery;

import static java.util.stream.Collectors.toSet;

import io.holdfast.protection.audit.WriterChain;
import io.holdfast.protection.ledger.Chain;
import io.holdfast.protection.ledger.Entry;
import io.holdfast.protection.ledger.Fact;
import io.holdfast.protection.ledger.FactId;
import io.holdfast.protection.ledger.KeptFact;
import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.ledger.MalformedFactException;
import io.holdfast.protection.ledger.WriterId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What this machine's rows have of a line, and the repository has not.
 *
 * @param unsealed facts that have their place in the chain
 * @param again facts whose place is another's, or behind one that is lost: they are to be said once
 *     more
 * @param isCopied whether another machine writes with the same key
 * @param lostSince the time of the last fact that was sealed, when the rows are not those that this
 *     machine wrote last; absent when nothing was lost
 */
record OwnFacts(
    List<Entry> unsealed, List<Fact.Draft> again, boolean isCopied, @Nullable Instant lostSince) {
  OwnFacts {
    unsealed = List.copyOf(unsealed);
    again = List.copyOf(again);
  }

  /**
   * Compares this machine's rows with its chain.
   *
   * @param rows of the line, by all writers, as they were found; none when they are lost
   * @param sealed this machine's chain in the repository; absent when it has none there
   */
  static OwnFacts of(
      LedgerLine line, WriterId own, List<KeptFact> rows, @Nullable WriterChain sealed) {
    List<Entry> chain = sealed == null ? List.of() : sealed.branches().getFirst();
    Set<Entry> everything = sealed == null ? Set.of() : sealed.entries().collect(toSet());
    Set<FactId> taken = chain.stream().map(entry -> entry.fact().id()).collect(toSet());
    boolean copied = sealed != null && sealed.isForked();
    boolean broken = false;
    Chain end = chain.isEmpty() ? Chain.empty(line, own) : Chain.endingWith(chain.getLast());
    long last = end.sequence();
    long known = 0;
    List<Entry> unsealed = new ArrayList<>();
    List<Entry> displaced = new ArrayList<>();
    for (KeptFact row : rows) {
      if (!row.stored().id().writer().equals(own) || row.branch() != 0) {
        continue;
      }
      @Nullable Entry entry = sound(row);
      if (entry == null) {
        broken |= !taken.contains(row.stored().id());
        continue;
      }
      known = entry.fact().id().sequence();
      if (everything.contains(entry)) {
        continue;
      }
      boolean isTaken = taken.contains(entry.fact().id());
      copied |= isTaken;
      if (end.isFollowedBy(entry)) {
        end = Chain.endingWith(entry);
        unsealed.add(entry);
      } else if (!isTaken && known < last) {
        unsealed.add(entry); // the repository lost it
      } else {
        displaced.add(entry);
      }
    }
    if (copied) {
      displaced.addAll(0, unsealed);
      unsealed.clear();
    }
    boolean lost = broken || known < last;
    return new OwnFacts(
        unsealed,
        displaced.stream().map(OwnFacts::draft).toList(),
        copied,
        lost && !chain.isEmpty() ? chain.getLast().fact().recorded() : null);
  }

  private static @Nullable Entry sound(KeptFact row) {
    try {
      Entry entry = Entry.read(row.stored().text());
      return entry.hash().equals(row.stored().hash()) && entry.fact().id().equals(row.stored().id())
          ? entry
          : null;
    } catch (MalformedFactException malformed) {
      return null; // what it said is lost, which becomes a gap when nobody else has it
    }
  }

  private static Fact.Draft draft(Entry entry) {
    Fact fact = entry.fact();
    return new Fact.Draft(fact.from(), fact.until(), fact.by(), fact.body());
  }
}
