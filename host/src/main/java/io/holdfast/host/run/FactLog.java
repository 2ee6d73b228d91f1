package io.holdfast.host.run;

import io.holdfast.location.Session;
import io.holdfast.protection.ledger.Fact;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.ledger.Segment;
import io.holdfast.protection.ledger.WriterId;
import io.holdfast.repository.snapshot.SnapshotAuthor;
import io.holdfast.vault.ledger.OtherFactsException;
import io.holdfast.vault.ledger.SealedLedger;
import io.holdfast.vault.ledger.Segments;
import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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

  /**
   * Notes an observation; it comes into the repository with the next seal.
   *
   * <p>Of a run that failed while it is not known what of an earlier decision is stored, the record
   * of runs alone tells: in the ledger it could take the decision's place.
   */
  public void observe(LedgerLine line, Fact.Draft draft) throws IOException {
    if (!(draft.body() instanceof FactBody.RunFailed) || !ledger.isUncertain(line)) {
      ledger.observe(line, List.of(draft));
    }
  }

  /**
   * Notes a decision; it is in the repository when this returns.
   *
   * @return what is wrong with each snapshot that was passed over
   */
  public Unread decide(LedgerLine line, Fact.Draft draft, Session session) throws IOException {
    InSession store = new InSession(line, session);
    ledger.decide(line, List.of(draft), store);
    return store.unread();
  }

  /**
   * Brings what was observed into the repository.
   *
   * @return what is wrong with each snapshot that was passed over
   */
  public Unread seal(LedgerLine line, Session session) throws IOException {
    InSession store = new InSession(line, session);
    ledger.seal(line, store);
    return store.unread();
  }

  /**
   * Takes over what a process that was killed decided and did not record, before anything is noted
   * in its place. Where both differ already, a point and its restore are worth more than the order
   * of facts: the next seal tells of it.
   */
  void takeOver(LedgerLine line, Session session) throws IOException {
    if (!ledger.isUncertain(line)) {
      return;
    }
    try {
      reconcile(line, session);
    } catch (OtherFactsException different) {
      // as above
    }
  }

  /** Takes over what the repository has of this machine and the catalog does not know. */
  public void reconcile(LedgerLine line, Session session) throws IOException {
    ledger.reconcile(line, new InSession(line, session));
  }

  /**
   * The snapshots that were passed over.
   *
   * @param reasons what is wrong with each
   */
  public record Unread(List<String> reasons) {
    public Unread {
      reasons = List.copyOf(reasons);
    }

    /** What a person is told; empty when all were read. */
    public String warning() {
      return reasons.isEmpty()
          ? ""
          : "%d snapshots or segments cannot be read (%s); what the ledger had in them alone is missing from now on: 'holdfast catalog verify' says whether there was any"
              .formatted(reasons.size(), reasons.getFirst());
    }
  }

  private final class InSession implements SealedLedger.Store {
    private final Session session;
    private final Segments segments;
    private final Set<String> passedOver = new LinkedHashSet<>();

    InSession(LedgerLine line, Session session) {
      this.session = session;
      this.segments =
          new Segments(
              session.repository(),
              line.repository(),
              unreadable -> passedOver.add(unreadable.getMessage()));
    }

    Unread unread() {
      return new Unread(List.copyOf(passedOver));
    }

    @Override
    public void append(Segment segment) throws IOException {
      segments.append(segment, session.lock(), author, clock.instant());
    }

    @Override
    public List<Segment> of(LedgerLine line, WriterId writer, long after) throws IOException {
      session.loadIndex();
      return segments.of(line, writer, after);
    }
  }
}
