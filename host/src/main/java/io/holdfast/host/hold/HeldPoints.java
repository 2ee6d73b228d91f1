package io.holdfast.host.hold;

import io.holdfast.host.run.FactLog;
import io.holdfast.host.run.NotThereException;
import io.holdfast.host.run.Standings;
import io.holdfast.host.run.Subject;
import io.holdfast.host.run.Surroundings;
import io.holdfast.location.Opener;
import io.holdfast.location.Session;
import io.holdfast.protection.hold.Hold;
import io.holdfast.protection.hold.Holds;
import io.holdfast.protection.ledger.Fact;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.plan.Refusal;
import io.holdfast.protection.safeguard.Weakening;
import io.holdfast.protection.standing.Standing;
import io.holdfast.schema.bind.Nearest;
import io.holdfast.vault.point.Leftovers;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The holds on restore points of this machine's applications. */
public final class HeldPoints {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Surroundings surroundings;
  private final FactLog facts;
  private final Standings standings;

  public HeldPoints(Surroundings surroundings, FactLog facts, Standings standings) {
    this.surroundings = surroundings;
    this.facts = facts;
    this.standings = standings;
  }

  /**
   * A hold that was placed.
   *
   * @param release whether its end counts already; empty when nobody asked for it
   */
  public record Held(PointId point, Hold hold, Optional<Release> release) {}

  /** A release that was asked for. */
  public record Release(Weakening asked, Weakening.Standing standing) {}

  /**
   * What somebody wants of a hold.
   *
   * @param hold its name
   * @param by who
   */
  public record Wish(PointId point, String hold, String by) {}

  /**
   * Places a hold. Placed once more while its release waits, it stays after all.
   *
   * @throws IllegalArgumentException when the name or the reason is none
   * @throws NotThereException when the repository has no such point
   */
  public Planning<Hold> place(Subject subject, Wish wish, String reason, Hold.Release release)
      throws IOException, InterruptedException {
    try (Session session = open(subject)) {
      Instant now = now(session);
      Hold hold = new Hold(wish.hold, reason, wish.by, now, release);
      Holds before = standings.of(subject, session).holds(wish.point);
      List<Refusal> refusals = new ArrayList<>();
      if (!wish.point.application().equals(subject.name())
          || !Leftovers.sealed(session.repository().snapshots().all()).contains(wish.point)) {
        throw new NotThereException(
            "%s has no restore point %s: 'holdfast point list %s' shows those that are there"
                .formatted(subject.name(), wish.point, subject.name()));
      }
      if (before.placed().stream().anyMatch(there -> there.name().equals(wish.hold))
          && !before.releases().containsKey(wish.hold)) {
        refusals.add(
            new Refusal(
                "hold " + wish.hold,
                "%s is held under this name already".formatted(wish.point),
                "choose another name"));
      }
      if (refusals.isEmpty()) {
        decide(subject, session, now, wish, new FactBody.HoldPlaced(wish.point, hold));
      }
      return Planning.of(refusals, () -> hold);
    }
  }

  /**
   * Asks for the end of a hold; it counts after the delay, and when it was agreed to.
   *
   * @throws NotThereException when the point has no such hold
   */
  public Planning<Weakening.Standing> release(Subject subject, Wish wish, String reason)
      throws IOException, InterruptedException {
    return change(
        subject,
        wish,
        (holds, now) -> holds.releasing(wish.hold, Weakening.asked(wish.by, now)),
        new FactBody.HoldReleased(wish.point, wish.hold, reason));
  }

  /**
   * Agrees to the end of a hold; not who asked for it.
   *
   * @throws NotThereException when the point has no such hold
   */
  public Planning<Weakening.Standing> approve(Subject subject, Wish wish)
      throws IOException, InterruptedException {
    return change(
        subject,
        wish,
        (holds, now) -> holds.approving(wish.hold, wish.by, now),
        new FactBody.ReleaseApproved(wish.point, wish.hold));
  }

  private interface Change {
    Holds of(Holds before, Instant now);
  }

  private Planning<Weakening.Standing> change(
      Subject subject, Wish wish, Change change, FactBody body)
      throws IOException, InterruptedException {
    try (Session session = open(subject)) {
      Instant now = now(session);
      Standing standing = standings.of(subject, session);
      Holds before = standing.holds(wish.point);
      requireHold(subject, wish, before);
      Holds after;
      try {
        after = change.of(before, now);
      } catch (IllegalArgumentException wrong) {
        return new Planning.Refused<>(
            List.of(
                new Refusal(
                    "hold " + wish.hold,
                    String.valueOf(wrong.getMessage()),
                    "'holdfast hold list' shows what is held and what waits")));
      }
      if (!after.equals(before)) {
        decide(subject, session, now, wish, body);
      }
      Weakening release = after.releases().get(wish.hold);
      if (release == null) {
        throw new IllegalStateException("a release was asked for, and is not there");
      }
      return new Planning.Planned<>(release.standing(standing.safeguard(now), now));
    }
  }

  private static void requireHold(Subject subject, Wish wish, Holds holds)
      throws NotThereException {
    List<String> names = holds.placed().stream().map(Hold::name).toList();
    if (!names.contains(wish.hold)) {
      throw new NotThereException(
          "%s has no hold %s: %s"
              .formatted(
                  wish.point,
                  wish.hold,
                  Nearest.to(wish.hold, names)
                      .map("did you mean '%s'?"::formatted)
                      .orElse(
                          "'holdfast hold list %s' shows those there are"
                              .formatted(subject.name()))));
    }
  }

  private void decide(Subject subject, Session session, Instant now, Wish wish, FactBody body)
      throws IOException {
    facts.decide(subject.line(), Fact.Draft.at(now, wish.by, body), session);
  }

  /**
   * The holds of an application, by point, as this machine knows them: those that ended are left
   * out. What waits is seen by this machine's clock; what counts is the store's.
   */
  public List<Held> list(Subject subject) throws IOException {
    Instant now = surroundings.clock().instant();
    Standing standing = standings.known(subject);
    List<Held> held = new ArrayList<>();
    for (PointId point : standing.holds().keySet().stream().sorted().toList()) {
      Holds holds = standing.holds(point);
      for (Hold hold : standing.inForce(point, now)) {
        Optional<Release> release =
            Optional.ofNullable(holds.releases().get(hold.name()))
                .map(asked -> new Release(asked, asked.standing(standing.safeguard(now), now)));
        held.add(new Held(point, hold, release));
      }
    }
    held.sort(
        Comparator.comparing(Held::point)
            .thenComparing(one -> one.hold().placedAt())
            .thenComparing(one -> one.hold().name()));
    return List.copyOf(held);
  }

  private Session open(Subject subject) throws IOException, InterruptedException {
    return surroundings.repositories().open(subject.repository(), Opener.Lock.SHARED, PATIENCE);
  }

  private static Instant now(Session session) throws IOException {
    return session.repository().store().clock();
  }
}
