package io.holdfast.host.retention;

import io.holdfast.catalog.RunRows;
import io.holdfast.host.run.FactLog;
import io.holdfast.host.run.Journal;
import io.holdfast.host.run.Recoveries;
import io.holdfast.host.run.Standings;
import io.holdfast.host.run.Subject;
import io.holdfast.host.run.Surroundings;
import io.holdfast.location.Opener;
import io.holdfast.location.Session;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.removal.RemovalPlan;
import io.holdfast.protection.removal.RemovalStep;
import io.holdfast.protection.run.Run;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.vault.ledger.OtherFactsException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Removes the restore points that nothing keeps. */
public final class Retentions implements Recoveries.TakenUp {
  /** How long a run waits while others hold the repository. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final RemovalPlan NOTHING = new RemovalPlan(List.of(), List.of());

  private final Surroundings surroundings;
  private final FactLog facts;
  private final Standings standings;

  public Retentions(Surroundings surroundings, FactLog facts, Standings standings) {
    this.surroundings = surroundings;
    this.facts = facts;
    this.standings = standings;
  }

  /**
   * What a run would do now; nothing is changed.
   *
   * @throws IOException also when this machine's clock and the store's disagree
   */
  public RemovalPlan plan(Subject subject) throws IOException, InterruptedException {
    try (Session session = open(subject, Opener.Lock.NONE)) {
      return removals(subject, session).plan(standings.foreseen(subject, session));
    }
  }

  /** Does what is to be done for an application; the run that is returned has ended. */
  public Run run(Subject subject) throws IOException, InterruptedException {
    String id =
        "retention-"
            + PointId.of(
                subject.name(), surroundings.clock().instant(), surroundings.random().nextInt());
    @Nullable Course course = null;
    try {
      RemovalPlan plan;
      try (Session session = open(subject, Opener.Lock.EXCLUSIVE)) {
        facts.reconcile(subject.line(), session);
        standings.record(subject, session);
        Removals removals = removals(subject, session);
        plan = removals.plan(standings.certain(subject, session));
        course = Course.begin(surroundings, facts, subject, id, plan);
        Set<SnapshotId> going = removals.going(plan);
        if (!going.isEmpty()) {
          course.prepare(
              "look whether all is there", () -> pruning(subject).requireWholeWithout(going));
        }
        for (RemovalStep step : plan.steps()) {
          if (!(step instanceof RemovalStep.Prune)) {
            course.step(step.key(), () -> removals.perform(step));
          }
        }
      }
      return pruned(subject, course, plan);
    } catch (InterruptedException | InterruptedIOException stopped) {
      Run _ = begun(course, subject, id).cancelled();
      throw stopped;
    } catch (IOException failure) {
      return begun(course, subject, id).failed(failure);
    }
  }

  /** A run that failed before it had a plan is recorded, too: nobody else tells of it. */
  private Course begun(@Nullable Course course, Subject subject, String id) throws IOException {
    return course != null ? course : Course.begin(surroundings, facts, subject, id, NOTHING);
  }

  /** The points are gone; their space is freed now, or by the next run. */
  private Run pruned(Subject subject, Course course, RemovalPlan plan)
      throws IOException, InterruptedException {
    for (RemovalStep step : plan.steps()) {
      if (step instanceof RemovalStep.Prune) {
        try {
          course.step(step.key(), () -> pruning(subject).run());
        } catch (InterruptedIOException stopped) {
          throw stopped;
        } catch (IOException failure) {
          return course.incomplete(
              "points were removed, but their space is not free yet: %s%s"
                  .formatted(failure.getMessage(), behind(struckOff(plan))));
        }
      }
    }
    return course.done(struckOff(plan));
  }

  private static String behind(String words) {
    return words.isEmpty() ? "" : "; " + words;
  }

  /** What nobody removed here and is gone nevertheless is told, for somebody has to look. */
  private static String struckOff(RemovalPlan plan) {
    List<String> gone =
        plan.steps().stream()
            .filter(RemovalStep.StrikeOff.class::isInstance)
            .map(step -> ((RemovalStep.StrikeOff) step).point().text())
            .toList();
    return gone.isEmpty()
        ? ""
        : "the repository did not have these points any more, which are no longer listed: "
            + String.join(", ", gone);
  }

  /**
   * Takes up a run whose process ended in its midst: finishes the points that it had begun to
   * remove. What it had not begun is decided anew by the next run, for a hold may have been placed
   * since.
   *
   * @param run without an end; nobody else works on it
   * @throws IOException the repository is not to be had now: the run stays as it is
   */
  @Override
  public Run recover(Subject subject, Run run) throws IOException, InterruptedException {
    Course course = Course.resumed(surroundings, facts, run);
    RemovalPlan plan;
    try {
      plan = Journal.read(run.plan(), RemovalPlan.class);
    } catch (IOException unread) {
      return course.cutOff(
          "its process ended in its midst, and what it was about to do cannot be read (%s); points that it removed show as missing, and the next run goes on"
              .formatted(unread.getMessage()));
    }
    Set<String> done =
        surroundings.catalog().runs().steps(run.id()).stream()
            .map(RunRows.RecordedStep::key)
            .collect(Collectors.toSet());
    List<RemovalStep> rest =
        plan.steps().stream().filter(step -> !done.contains(step.key())).toList();
    if (rest.isEmpty()) {
      return course.done(struckOff(plan));
    }
    String reason =
        "its process ended before '%s'; the next run goes on".formatted(rest.getFirst().key());
    try (Session session = open(subject, Opener.Lock.EXCLUSIVE)) {
      facts.reconcile(subject.line(), session);
      Removals removals = removals(subject, session);
      for (RemovalStep step : rest) {
        if (step instanceof RemovalStep.RemovePoint(PointId point, var _)
            && removals.isGone(point)) {
          course.step(step.key(), () -> removals.perform(step));
        }
      }
      facts.seal(subject.line(), session);
    } catch (OtherFactsException different) {
      // What was begun is swept once there is one ledger again. A run that waited for that would
      // keep all others of its application from beginning.
      return course.cutOff("%s; %s".formatted(reason, different.getMessage()));
    }
    return course.cutOff(reason);
  }

  /**
   * Ends one whose repository is not to be had any more.
   *
   * @param run without an end; nobody else works on it
   */
  @Override
  public Run giveUp(Run run, String reason) throws IOException {
    return Course.resumed(surroundings, facts, run).cutOff(reason);
  }

  private Pruning pruning(Subject subject) {
    return new Pruning(surroundings, subject.repository(), PATIENCE);
  }

  private Removals removals(Subject subject, Session session) {
    return new Removals(surroundings, facts, subject, session);
  }

  private Session open(Subject subject, Opener.Lock lock) throws IOException, InterruptedException {
    return surroundings.repositories().open(subject.repository(), lock, PATIENCE);
  }
}
