package io.holdfast.vault.ledger;

import io.holdfast.protection.ledger.Chain;
import io.holdfast.protection.ledger.Entry;
import io.holdfast.protection.ledger.Fact;
import io.holdfast.protection.ledger.Ledger;
import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.ledger.Segment;
import io.holdfast.protection.ledger.WriterId;
import io.holdfast.protection.ledger.WriterKey;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The way of facts into the ledger: to rows at once, to the repository in time. Thread-safe: one
 * fact of a line after the other; no line waits for the repository of another one.
 */
public final class SealedLedger {
  /** The repository as this needs it. */
  public interface Store {
    /** Stores a segment; it is there when this returns. */
    void append(Segment segment) throws IOException;

    /**
     * The segments of a line by a writer, in order.
     *
     * @param after segments that end with this number or before are left out
     */
    List<Segment> of(LedgerLine line, WriterId writer, long after) throws IOException;
  }

  private final Ledger rows;
  private final WriterKey key;
  private final InstantSource clock;

  /** Whoever writes into a line holds its own. */
  private final Map<LedgerLine, Object> turns = new ConcurrentHashMap<>();

  public SealedLedger(Ledger rows, WriterKey key, InstantSource clock) {
    this.rows = rows;
    this.key = key;
    this.clock = clock;
  }

  /**
   * Notes observations. They are on disk when this returns, and in the repository after the next
   * {@link #seal}.
   *
   * @throws IllegalArgumentException when one is a decision
   */
  public List<Entry> observe(LedgerLine line, List<Fact.Draft> drafts) throws IOException {
    synchronized (turn(line)) {
      for (Fact.Draft draft : drafts) {
        if (draft.body().isDecision()) {
          throw new IllegalArgumentException("a decision is sealed first: " + draft);
        }
      }
      List<Entry> entries = rows.end(line, key.id()).append(drafts, clock.instant());
      rows.keep(entries, false);
      return entries;
    }
  }

  /**
   * Notes a decision. It is in the repository before this returns; when it throws, nobody may act
   * on it, although it may turn up at the next {@link #reconcile}.
   */
  public List<Entry> decide(LedgerLine line, List<Fact.Draft> drafts, Store store)
      throws IOException {
    synchronized (turn(line)) {
      // Had an earlier call stored its segment without hearing of it, this one would fork the
      // chain.
      reconcile(line, store);
      List<Entry> entries = rows.end(line, key.id()).append(drafts, clock.instant());
      List<Entry> unsealed = new ArrayList<>(rows.unsealed(line, key.id()));
      unsealed.addAll(entries);
      rows.deciding(line);
      append(unsealed, store);
      rows.keep(entries, true);
      rows.sealed(Chain.endingWith(entries.getLast()));
      rows.decided(line);
      return entries;
    }
  }

  /** Brings what was observed into the repository; nothing is stored when there is nothing new. */
  public void seal(LedgerLine line, Store store) throws IOException {
    synchronized (turn(line)) {
      if (rows.unsealed(line, key.id()).isEmpty()) {
        return;
      }
      reconcile(line, store);
      List<Entry> unsealed = rows.unsealed(line, key.id());
      if (!unsealed.isEmpty()) {
        append(unsealed, store);
        rows.sealed(Chain.endingWith(unsealed.getLast()));
      }
    }
  }

  /**
   * Takes over what the repository has of this writer and the rows do not know.
   *
   * @throws OtherFactsException when both have different facts in the same place
   */
  public void reconcile(LedgerLine line, Store store) throws IOException {
    synchronized (turn(line)) {
      List<Entry> unsealed = rows.unsealed(line, key.id());
      long sealed =
          unsealed.isEmpty()
              ? rows.end(line, key.id()).sequence()
              : unsealed.getFirst().fact().id().sequence() - 1;
      for (Segment segment : store.of(line, key.id(), sealed)) {
        try {
          rows.keep(segment.entries(), true);
        } catch (IllegalArgumentException other) {
          throw new OtherFactsException(line, String.valueOf(other.getMessage()), other);
        }
      }
      if (rows.isDeciding(line)) {
        rows.decided(line);
      }
    }
  }

  /**
   * Whether the repository may have a decision of this machine that the rows do not know: then
   * {@link #reconcile} comes before anything is noted in its place.
   */
  public boolean isUncertain(LedgerLine line) throws IOException {
    return rows.isDeciding(line);
  }

  private Object turn(LedgerLine line) {
    return turns.computeIfAbsent(line, _ -> new Object());
  }

  /** What a rebuild gave back need not stand together. */
  private void append(List<Entry> entries, Store store) throws IOException {
    int from = 0;
    for (int to = 1; to <= entries.size(); to++) {
      boolean goesOn =
          to < entries.size()
              && Chain.endingWith(entries.get(to - 1)).isFollowedBy(entries.get(to));
      if (!goesOn || to - from == Segment.MOST) {
        store.append(Segment.sign(entries.subList(from, to), key));
        from = to;
      }
    }
  }
}
