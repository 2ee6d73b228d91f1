package io.holdfast.host.retention;

import io.holdfast.host.run.FactLog;
import io.holdfast.host.run.Standings;
import io.holdfast.host.run.Subject;
import io.holdfast.host.run.Surroundings;
import io.holdfast.location.Opener;
import io.holdfast.location.Session;
import io.holdfast.protection.ledger.Fact;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.ledger.FactId;
import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.plan.Refusal;
import io.holdfast.protection.retention.PolicyInForce;
import io.holdfast.protection.retention.Shrinkage;
import io.holdfast.protection.safeguard.Weakening;
import io.holdfast.protection.standing.Standing;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The policies of applications, from when they are applied until they are in force. */
public final class PolicyChanges {
  /** Whoever applies files waits for no backup to end; the next run does what this could not. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Surroundings surroundings;
  private final FactLog facts;
  private final Standings standings;

  public PolicyChanges(Surroundings surroundings, FactLog facts, Standings standings) {
    this.surroundings = surroundings;
    this.facts = facts;
    this.standings = standings;
  }

  /** What became of an application's policy. */
  public sealed interface Effect {
    /** It counts. */
    record InForce(Subject subject) implements Effect {}

    /** It protects less than the one before, which counts beside it for now. */
    record Waits(Subject subject, Waiting waiting) implements Effect {}

    /** It could not be sealed: the one before counts, until a run can open the repository. */
    record NotSealed(Subject subject, String reason) implements Effect {}
  }

  /**
   * A change that waits.
   *
   * @param change by which it is agreed to, and the policy that is to count
   * @param shrinkage what it protects less
   */
  public record Waiting(
      Standing.Change change, Weakening asked, Shrinkage shrinkage, Weakening.Standing standing) {}

  /**
   * Seals the policies of applications as they were applied.
   *
   * @return what became of each that was not sealed yet
   */
  public List<Effect> record(List<Subject> subjects) throws IOException, InterruptedException {
    List<Effect> effects = new ArrayList<>();
    for (Subject subject : subjects) {
      if (!standings.isRecorded(subject)) {
        effects.add(record(subject));
      }
    }
    return List.copyOf(effects);
  }

  private Effect record(Subject subject) throws InterruptedException {
    try (Session session = open(subject)) {
      standings.record(subject, session);
      return waiting(standings.of(subject, session), now(session))
          .<Effect>map(waiting -> new Effect.Waits(subject, waiting))
          .orElseGet(() -> new Effect.InForce(subject));
    } catch (IOException away) {
      return new Effect.NotSealed(subject, String.valueOf(away.getMessage()));
    }
  }

  /** What waits for an application, as this machine knows it and by its clock. */
  public Optional<Waiting> waiting(Subject subject) throws IOException {
    return waiting(standings.known(subject), surroundings.clock().instant());
  }

  private static Optional<Waiting> waiting(Standing standing, Instant now) {
    PolicyInForce settled = standing.policy().settled(standing.administrators(), now);
    PolicyInForce.Pending pending = settled.pending();
    if (pending == null) {
      return Optional.empty();
    }
    return standing
        .change()
        .map(change ->
            new Waiting(
                change,
                pending.asked(),
                settled.current().shrinkageTo(pending.terms()),
                pending
                    .asked()
                    .standing(
                        standing.administrators().safeguard(settled.current().delay()), now)));
  }

  /**
   * Agrees to a change that waits; not who asked for it.
   *
   * @param change the one that was looked at; another one is not agreed to
   */
  public Planning<Weakening.Standing> approve(Subject subject, FactId change, String by)
      throws IOException, InterruptedException {
    try (Session session = open(subject)) {
      Instant now = now(session);
      Optional<Waiting> waiting = waiting(standings.of(subject, session), now);
      String reason =
          waiting.isEmpty() || !waiting.get().change().fact().equals(change)
              ? "it does not wait for anybody to agree"
              : waiting.get().asked().by().equals(by)
                  ? "'%s' asked for it and cannot approve it".formatted(by)
                  : "";
      if (!reason.isEmpty()) {
        return new Planning.Refused<>(
            List.of(
                new Refusal(
                    "change " + change.inLine(),
                    reason,
                    waiting
                        .map(other ->
                            "the change that waits is %s, asked for by %s"
                                .formatted(other.change().fact().inLine(), other.asked().by()))
                        .orElse("no change of this policy waits"))));
      }
      if (waiting.get().asked().approval() != null) {
        return new Planning.Planned<>(waiting.get().standing()); // once is enough
      }
      facts.decide(
          subject.line(), Fact.Draft.at(now, by, new FactBody.PolicyApproved(change)), session);
      Standing standing = standings.of(subject, session);
      return new Planning.Planned<>(
          waiting(standing, now)
              .map(Waiting::standing)
              .orElseGet(() -> new Weakening.Standing.InEffect(now)));
    }
  }

  private Session open(Subject subject) throws IOException, InterruptedException {
    return surroundings.repositories().open(subject.repository(), Opener.Lock.SHARED, PATIENCE);
  }

  private static Instant now(Session session) throws IOException {
    return session.repository().store().clock();
  }
}
