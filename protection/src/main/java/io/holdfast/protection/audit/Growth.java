package io.holdfast.protection.audit;

import io.holdfast.protection.ledger.Chain;
import io.holdfast.protection.ledger.Entry;
import io.holdfast.protection.ledger.FactId;
import io.holdfast.protection.ledger.Flaw;
import io.holdfast.protection.ledger.FoundSegment;
import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.ledger.MalformedFactException;
import io.holdfast.protection.ledger.WriterId;
import io.holdfast.protection.point.ContentId;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Branches that grow segment by segment, the lowest number first. */
final class Growth {
  /** A fact at its place, and whether its writer vouches for this very text. */
  private record Placed(Flaw.Stored stored, boolean trusted) {}

  /**
   * A chain.
   *
   * @param from the first number that is its own; those before it are another branch's, too
   */
  private record Branch(NavigableMap<Long, Placed> facts, long from) {}

  /** Where a segment fits a branch: they are the same before {@code at}. */
  private record Fit(Branch branch, long at) {}

  private final LedgerLine line;
  private final WriterId writer;
  private final List<Flaw> flaws;
  private final List<Branch> branches = new ArrayList<>();

  /**
   * @param flaws are added to
   */
  Growth(LedgerLine line, WriterId writer, List<Flaw> flaws) {
    this.line = line;
    this.writer = writer;
    this.flaws = flaws;
    branches.add(new Branch(new TreeMap<>(), 1));
  }

  void add(FoundSegment.Looked segment) {
    NavigableMap<Long, Placed> facts = new TreeMap<>();
    for (Flaw.Stored stored : segment.facts()) {
      boolean sound = entry(stored).isPresent();
      facts.put(stored.id().sequence(), new Placed(stored, segment.signed() && sound));
    }
    long first = facts.firstKey();
    @Nullable Fit best = null;
    for (Branch branch : branches) {
      if (follows(branch, facts)) {
        long at = sameUntil(branch, facts);
        if (best == null || at > best.at) {
          best = new Fit(branch, at);
        }
      }
    }
    if (best != null) {
      place(best, facts);
    } else if (branches.stream().allMatch(branch -> end(branch) < first - 1)) {
      Branch longest = longest();
      flaws.add(new Flaw.Missing(id(end(longest) + 1), first - 1));
      longest.facts.putAll(facts);
    } else if (segment.signed()) {
      flaws.add(new Flaw.Unlinked(id(first)));
      branches.add(new Branch(facts, first));
    }
  }

  private void place(Fit fit, NavigableMap<Long, Placed> facts) {
    NavigableMap<Long, Placed> rest = facts.tailMap(fit.at, true);
    if (rest.isEmpty()) {
      return; // it says nothing new
    }
    Placed there = fit.branch.facts.get(fit.at);
    if (there == null) {
      fit.branch.facts.putAll(rest);
    } else if (!there.trusted) {
      fit.branch.facts.tailMap(fit.at, true).clear();
      fit.branch.facts.putAll(rest);
    } else if (rest.firstEntry().getValue().trusted) {
      flaws.add(new Flaw.Forked(id(fit.at)));
      NavigableMap<Long, Placed> forked = new TreeMap<>(fit.branch.facts.headMap(fit.at, false));
      forked.putAll(rest);
      branches.add(new Branch(forked, fit.at));
    }
    // Else somebody without the key put it there, which is told already.
  }

  private boolean follows(Branch branch, NavigableMap<Long, Placed> facts) {
    Flaw.Stored first = facts.firstEntry().getValue().stored;
    long before = first.id().sequence() - 1;
    Placed there = branch.facts.get(before);
    if (before > 0 && there == null) {
      return false;
    }
    ContentId hash = there == null ? Chain.BEGINNING : there.stored.hash();
    Optional<Entry> entry = entry(first);
    return entry.isEmpty() || entry.get().fact().previous().equals(hash);
  }

  private static long sameUntil(Branch branch, NavigableMap<Long, Placed> facts) {
    for (long number = facts.firstKey(); number <= facts.lastKey(); number++) {
      Placed there = branch.facts.get(number);
      Placed here = facts.get(number);
      if (there == null || here == null || !there.stored.hash().equals(here.stored.hash())) {
        return number;
      }
    }
    return facts.lastKey() + 1;
  }

  private static long end(Branch branch) {
    return branch.facts.isEmpty() ? 0 : branch.facts.lastKey();
  }

  private Branch longest() {
    Branch longest = branches.getFirst();
    for (Branch branch : branches) {
      if (end(branch) > end(longest)) {
        longest = branch;
      }
    }
    return longest;
  }

  private FactId id(long sequence) {
    return new FactId(line, writer, sequence);
  }

  /** The facts of each branch that can be trusted, without those of the branch that it left. */
  List<List<Entry>> branches() {
    List<List<Entry>> grown = new ArrayList<>();
    for (Branch branch : branches) {
      List<Entry> entries = new ArrayList<>();
      for (Placed placed : branch.facts.tailMap(branch.from, true).values()) {
        if (placed.trusted) {
          entry(placed.stored).ifPresent(entries::add);
        }
      }
      grown.add(entries);
    }
    return grown;
  }

  /** The fact, when it is the one that its hash is of. */
  private static Optional<Entry> entry(Flaw.Stored stored) {
    try {
      Entry entry = Entry.read(stored.text());
      return entry.hash().equals(stored.hash()) && entry.fact().id().equals(stored.id())
          ? Optional.of(entry)
          : Optional.empty();
    } catch (MalformedFactException malformed) {
      return Optional.empty(); // its segment told so
    }
  }
}
