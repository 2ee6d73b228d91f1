package io.holdfast.host.run;

import io.holdfast.api.kind.Kind;
import io.holdfast.api.kind.Policy;
import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.KindRows;
import io.holdfast.location.Session;
import io.holdfast.protection.ledger.Chain;
import io.holdfast.protection.ledger.Entry;
import io.holdfast.protection.ledger.Fact;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.ledger.FactId;
import io.holdfast.protection.ledger.Ledger;
import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.ledger.WriterId;
import io.holdfast.protection.name.PolicyName;
import io.holdfast.protection.retention.Terms;
import io.holdfast.protection.safeguard.Administrators;
import io.holdfast.protection.standing.Standing;
import io.holdfast.schema.Documents;
import io.holdfast.vault.ledger.OtherFactsException;
import io.holdfast.vault.ledger.Segments;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What stands for the applications of this machine, and the terms that are recorded of them. */
public final class Standings {
  /** Of a fact that is not written. */
  private static final WriterId NOBODY = WriterId.parse("0".repeat(16));

  private final Ledger rows;
  private final KindRows kinds;
  private final FactLog facts;
  private final String operator;
  private final Supplier<Administrators> administrators;

  /**
   * @param operator who is said to have asked for what nobody is known to have applied
   * @param administrators those that there are at the time
   */
  public Standings(
      Catalog catalog, FactLog facts, String operator, Supplier<Administrators> administrators) {
    this.rows = catalog.ledger();
    this.kinds = catalog.kinds();
    this.facts = facts;
    this.operator = operator;
    this.administrators = administrators;
  }

  /** What stands by what the catalog knows; the repository may know of more. */
  public Standing known(Subject subject) throws IOException {
    return Standing.of(ofCatalog(subject.line()), administrators.get());
  }

  /**
   * What stands by all that is known: a catalog that was lost or comes from a backup does not know
   * every hold.
   */
  public Standing of(Subject subject, Session session) throws IOException {
    // What a damaged snapshot alone had is missing here; whoever decides to protect needs it least.
    // Where both say different things, both count: no hold is lost to a copied catalog.
    List<Fact> all = ofCatalog(subject.line());
    all.addAll(
        further(
            all,
            subject,
            session,
            new Segments(session.repository(), subject.repositoryName(), _ -> {})));
    return Standing.of(all, administrators.get());
  }

  /**
   * The same for whoever removes.
   *
   * @throws IOException while anything of the ledger cannot be read, or the catalog has other facts
   *     in its place
   */
  public Standing certain(Subject subject, Session session) throws IOException {
    return Standing.of(certainly(subject, session), administrators.get());
  }

  /** What is certain once {@link #record} has sealed what was applied. */
  public Standing foreseen(Subject subject, Session session) throws IOException {
    List<Fact> all = certainly(subject, session);
    if (!isRecorded(subject)) {
      Fact.Draft draft = draft(subject, session);
      FactId id = new FactId(subject.line(), NOBODY, 1);
      all.add(
          new Fact(
              id, Chain.BEGINNING, draft.from(), draft.from(), null, draft.by(), draft.body()));
    }
    return Standing.of(all, administrators.get());
  }

  private List<Fact> certainly(Subject subject, Session session) throws IOException {
    List<Fact> all = ofCatalog(subject.line());
    Set<FactId> places = all.stream().map(Fact::id).collect(Collectors.toSet());
    for (Fact fact :
        further(
            all,
            subject,
            session,
            Segments.whole(session.repository(), subject.repositoryName()))) {
      all.add(fact);
      if (places.contains(fact.id())) {
        throw new OtherFactsException(subject.line(), fact.id().toString(), null);
      }
    }
    return all;
  }

  /** What only the repository has. */
  private static List<Fact> further(
      List<Fact> ofCatalog, Subject subject, Session session, Segments segments)
      throws IOException {
    Set<Fact> known = new HashSet<>(ofCatalog);
    session.loadIndex();
    return segments.facts(subject.line()).stream().filter(known::add).toList();
  }

  private List<Fact> ofCatalog(LedgerLine line) throws IOException {
    List<Fact> known = new ArrayList<>();
    for (Entry entry : rows.read(line)) {
      known.add(entry.fact());
    }
    return known;
  }

  /** Whether the ledger has the policy of the application, and its terms, as they were applied. */
  public boolean isRecorded(Subject subject) throws IOException {
    return known(subject)
        .applied()
        .orElse(new Standing.Applied(null, Terms.KEEP_ALL))
        .equals(new Standing.Applied(policyName(subject), subject.terms()));
  }

  private static @Nullable PolicyName policyName(Subject subject) {
    return subject.policy() == null ? null : PolicyName.parse(subject.policy().name());
  }

  /**
   * Seals the terms of the application's policy, unless they are those that were sealed last. What
   * protects less begins to wait now, by the store's clock. Whoever applied it has asked for it,
   * however long ago that was and whoever finds it now.
   */
  public void record(Subject subject, Session session) throws IOException {
    if (isRecorded(subject)) {
      return;
    }
    Kind asking = asking(subject);
    String document = Documents.yaml((Record) asking);
    if (row(asking).filter(row -> row.document().equals(document)).isPresent()) {
      facts.decide(subject.line(), draft(subject, session), session);
    }
    // Else somebody has applied another one since: that is for the next run to record.
  }

  /** What the terms come from: the policy, or that the application follows it. */
  private Kind asking(Subject subject) throws IOException {
    Policy policy = subject.policy();
    return policy != null
            && known(subject)
                .applied()
                .map(before -> PolicyName.parse(policy.name()).equals(before.policy()))
                .orElse(true)
        ? policy
        : subject.application();
  }

  private Optional<KindRows.Applied> row(Kind kind) throws IOException {
    return kinds.find(kind.kind(), kind.name());
  }

  /** Who asks for the terms. */
  private String asker(Subject subject) throws IOException {
    return row(asking(subject))
        .map(KindRows.Applied::by)
        .filter(by -> !by.isEmpty())
        .orElse(operator);
  }

  private Fact.Draft draft(Subject subject, Session session) throws IOException {
    return Fact.Draft.at(
        session.repository().store().clock(),
        asker(subject),
        new FactBody.PolicyChanged(
            policyName(subject),
            subject.terms(),
            subject.policy() == null ? "" : Documents.yaml(subject.policy())));
  }
}
