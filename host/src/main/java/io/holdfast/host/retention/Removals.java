package io.holdfast.host.retention;

import io.holdfast.host.run.FactLog;
import io.holdfast.host.run.Subject;
import io.holdfast.host.run.Surroundings;
import io.holdfast.location.Session;
import io.holdfast.protection.ledger.Entry;
import io.holdfast.protection.ledger.Fact;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.ledger.FactId;
import io.holdfast.protection.ledger.WriterId;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.point.ContentId;
import io.holdfast.protection.point.RestorePoint;
import io.holdfast.protection.removal.RemovalPlan;
import io.holdfast.protection.removal.RemovalStep;
import io.holdfast.protection.run.Run;
import io.holdfast.protection.standing.Standing;
import io.holdfast.repository.forget.ForgetExecutor;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.snapshot.Snapshot;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.StoreClock;
import io.holdfast.vault.ledger.Segments;
import io.holdfast.vault.point.Leftovers;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a retention run sees and removes in one open repository. */
final class Removals {
  private final Surroundings surroundings;
  private final FactLog facts;
  private final Subject subject;
  private final Session session;
  private @Nullable Map<SnapshotId, Snapshot> snapshots;
  private @Nullable Set<PointId> told;

  Removals(Surroundings surroundings, FactLog facts, Subject subject, Session session) {
    this.surroundings = surroundings;
    this.facts = facts;
    this.subject = subject;
    this.session = session;
  }

  RemovalPlan plan(Standing standing) throws IOException {
    StoreClock.requireAgreement(session.repository().store(), surroundings.clock());
    Instant now = session.repository().store().clock();
    session.loadIndex();
    Map<SnapshotId, Snapshot> snapshots = snapshots();
    List<RestorePoint> known =
        surroundings.catalog().points().of(subject.repositoryName(), subject.name());
    Set<PointId> stored = Leftovers.sealed(snapshots);
    requireAbsence(known.stream().filter(point -> !stored.contains(point.id())).toList());
    return RemovalPlan.of(
        standing,
        new RemovalPlan.Observed(
            known,
            stored,
            leftovers(snapshots, now),
            contents(segments().superseded(subject.line())),
            madeLast(known, stored),
            pruneIsDue()),
        now);
  }

  /** By the order in which this machine noted its points, which no clock changes. */
  private @Nullable PointId madeLast(List<RestorePoint> known, Set<PointId> stored)
      throws IOException {
    Set<PointId> wanted =
        known.stream()
            .filter(point -> point.isComplete() && point.secures() == null)
            .map(RestorePoint::id)
            .filter(stored::contains)
            .collect(Collectors.toSet());
    WriterId own = surroundings.state().writerKey().id();
    @Nullable PointId last = null;
    long at = 0;
    for (Entry entry : surroundings.catalog().ledger().read(subject.line())) {
      FactId id = entry.fact().id();
      if (entry.fact().body() instanceof FactBody.PointCaptured(RestorePoint point)
          && id.writer().equals(own)
          && id.sequence() > at
          && wanted.contains(point.id())) {
        last = point.id();
        at = id.sequence();
      }
    }
    return last;
  }

  /** A listing may be late, and what it lacks is asked for by its name. */
  private void requireAbsence(List<RestorePoint> unlisted) throws IOException {
    for (RestorePoint point : unlisted) {
      SnapshotId snapshot = SnapshotId.parse(point.snapshot().text());
      if (session
          .repository()
          .store()
          .exists(ObjectName.of(ObjectKind.SNAPSHOT, snapshot.hash()))) {
        throw new IOException(
            "the store has %s, and does not list it: nothing is decided by a list that lacks some, so run retention again later"
                .formatted(point.id()));
      }
    }
  }

  /** The snapshots of points that a plan removes. */
  Set<SnapshotId> going(RemovalPlan plan) throws IOException {
    Set<SnapshotId> going = new HashSet<>();
    for (RemovalStep step : plan.steps()) {
      if (step instanceof RemovalStep.RemovePoint(PointId point, var _)) {
        going.addAll(Leftovers.own(snapshots(), point));
        going.addAll(Leftovers.parts(snapshots(), point));
      }
    }
    return going;
  }

  /** As they were when this began; nobody else adds any under the lock of a run. */
  private Map<SnapshotId, Snapshot> snapshots() throws IOException {
    Map<SnapshotId, Snapshot> known = snapshots;
    if (known == null) {
      known = session.repository().snapshots().all();
      snapshots = known;
    }
    return known;
  }

  private Segments segments() {
    return Segments.whole(session.repository(), subject.repositoryName());
  }

  /** Of this application alone: whose runs of another one go on is not known here. */
  private List<ContentId> leftovers(Map<SnapshotId, Snapshot> snapshots, Instant now)
      throws IOException {
    Set<PointId> running = new HashSet<>();
    for (Run run : surroundings.catalog().runs().unended()) {
      if (run.type() == Run.Type.BACKUP) {
        running.add(PointId.parse(run.id()));
      }
    }
    return contents(
        Leftovers.of(snapshots, now, running).stream()
            .filter(id ->
                Optional.ofNullable(snapshots.get(id))
                    .flatMap(Leftovers::point)
                    .filter(point -> point.application().equals(subject.name()))
                    .isPresent())
            .toList());
  }

  private static List<ContentId> contents(List<SnapshotId> snapshots) {
    return snapshots.stream().sorted().map(id -> new ContentId(id.hex())).toList();
  }

  /** Whether the newest run that has ended did not come to its end. */
  private boolean pruneIsDue() throws IOException {
    return surroundings
        .catalog()
        .runs()
        .newestEnded(subject.name(), Run.Type.RETENTION)
        .map(Run::end)
        .filter(end -> end.outcome() != Run.Outcome.DONE)
        .isPresent();
  }

  /** Does a step; done once more, it does no harm. */
  void perform(RemovalStep step) throws IOException {
    switch (step) {
      case RemovalStep.RemovePoint(PointId point, List<String> reasons) -> {
        Map<SnapshotId, Snapshot> snapshots = snapshots();
        forget(Leftovers.own(snapshots, point));
        forget(Leftovers.parts(snapshots, point));
        strikeOff(point, reasons);
      }
      case RemovalStep.StrikeOff(PointId point) ->
          strikeOff(point, List.of("the repository does not have it any more"));
      case RemovalStep.Sweep(List<ContentId> leftovers) -> forget(ids(leftovers));
      case RemovalStep.SealLedger _ -> facts.seal(subject.line(), session);
      case RemovalStep.TrimLedger _ -> {
        session.loadIndex();
        forget(segments().superseded(subject.line()));
      }
      case RemovalStep.Prune _ ->
          throw new IllegalStateException("a prune opens the repository for itself");
    }
  }

  private void forget(List<SnapshotId> snapshots) throws IOException {
    new ForgetExecutor(session.repository(), session.lock(), surroundings.clock())
        .remove(snapshots, _ -> {});
  }

  private static List<SnapshotId> ids(List<ContentId> contents) {
    return contents.stream().map(content -> SnapshotId.parse(content.text())).toList();
  }

  private void strikeOff(PointId point, List<String> reasons) throws IOException {
    if (!told().contains(point)) {
      facts.observe(
          subject.line(),
          Fact.Draft.at(
              surroundings.clock().instant(),
              "holdfast",
              new FactBody.PointRemoved(point, reasons)));
    }
    surroundings.catalog().points().remove(subject.repositoryName(), point);
  }

  /** The points whose removal the ledger tells of; a run that was cut off may have said so. */
  private Set<PointId> told() throws IOException {
    Set<PointId> known = told;
    if (known == null) {
      known = new HashSet<>();
      for (Entry entry : surroundings.catalog().ledger().read(subject.line())) {
        if (entry.fact().body() instanceof FactBody.PointRemoved(PointId point, var _)) {
          known.add(point);
        }
      }
      told = known;
    }
    return known;
  }

  /**
   * Whether the repository has a point no more.
   *
   * @throws IOException when it has it, and does not list it
   */
  boolean isGone(PointId point) throws IOException {
    if (Leftovers.sealed(snapshots()).contains(point)) {
      return false;
    }
    requireAbsence(
        surroundings.catalog().points().find(subject.repositoryName(), point).stream().toList());
    return true;
  }
}
