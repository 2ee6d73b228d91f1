package io.holdfast.host.run;

import io.holdfast.location.Session;
import io.holdfast.protection.ledger.Fact;
import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.ledger.Segment;
import io.holdfast.protection.ledger.WriterId;
import io.holdfast.repository.snapshot.SnapshotAuthor;
import io.holdfast.vault.ledger.SealedLedger;
import io.holdfast.vault.ledger.Segments;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/** The ledger, as runs write it. */
public final class FactLog {
  private final SealedLedger ledger;
  private final SnapshotAuthor author;
  private final InstantSource clock;

  public FactLog(SealedLedger ledger, SnapshotAuthor author, InstantSource clock) {
    this.ledger = ledger;
    this.author = author;
    this.clock = clock;
  }

  /** Notes an observation; it comes into the repository with the next seal. */
  public void observe(LedgerLine line, Fact.Draft draft) throws IOException {
    ledger.observe(line, List.of(draft));
  }

  /** Notes a decision; it is in the repository when this returns. */
  public void decide(LedgerLine line, Fact.Draft draft, Session session) throws IOException {
    ledger.decide(line, List.of(draft), new InSession(line, session));
  }

  /** Brings what was observed into the repository. */
  public void seal(LedgerLine line, Session session) throws IOException {
    ledger.seal(line, new InSession(line, session));
  }

  /** Takes over what the repository has of this machine and the catalog does not know. */
  public void reconcile(LedgerLine line, Session session) throws IOException {
    ledger.reconcile(line, new InSession(line, session));
  }

  private final class InSession implements SealedLedger.Store {
    private final Session session;
    private final Segments segments;

    InSession(LedgerLine line, Session session) {
      this.session = session;
      this.segments = new Segments(session.repository(), line.repository());
    }

    @Override
    public void append(Segment segment) throws IOException {
      segments.append(segment, session.lock(), author, clock.instant());
    }

    @Override
    public List<Segment> of(LedgerLine line, WriterId writer, long after) throws IOException {
      session.loadIndex();
      return segments.read(line).getOrDefault(writer, List.of()).stream()
          .filter(segment -> segment.last() > after)
          .toList();
    }
  }
}
