package io.holdfast.host.run;

import static java.util.stream.Collectors.joining;

import io.holdfast.api.kind.Application;
import io.holdfast.location.Opener;
import io.holdfast.location.Session;
import io.holdfast.protection.backup.BackupPlan;
import io.holdfast.protection.backup.BackupStep;
import io.holdfast.protection.backup.Recovery;
import io.holdfast.protection.backup.StepResult;
import io.holdfast.protection.ledger.Fact;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.plan.Refusal;
import io.holdfast.protection.run.Run;
import io.holdfast.repository.store.StoreClock;
import io.holdfast.vault.ledger.OtherFactsException;
import io.holdfast.vault.point.Lookup;
import io.holdfast.vault.point.Points;
import io.holdfast.vault.point.StoredPoint;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes restore points. */
public final class Backups {
  /** How long a run waits while others hold the repository. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Surroundings surroundings;
  private final FactLog facts;
  private final Standings standings;
  private final BackupEnds ends;

  public Backups(Surroundings surroundings, FactLog facts, Standings standings) {
    this.surroundings = surroundings;
    this.facts = facts;
    this.standings = standings;
    this.ends = new BackupEnds(surroundings, facts);
  }

  /** What a backup of the application would do now. */
  public Planning<BackupPlan> plan(Subject subject) throws IOException {
    return PreparedBackup.of(subject, newPoint(subject), null, surroundings).planning();
  }

  private PointId newPoint(Subject subject) {
    return PointId.of(
        subject.name(), surroundings.clock().instant(), surroundings.random().nextInt());
  }

  /**
   * Makes a restore point.
   *
   * @return how the run ended, or why there is no point: because the plan or a hook refuses it
   */
  public Planning<Run> run(Subject subject) throws IOException, InterruptedException {
    return run(subject, null);
  }

  /** Makes a restore point of what a restore is about to overwrite, and of nothing else. */
  Planning<Run> secure(Subject subject, PreparedBackup.Secured secured)
      throws IOException, InterruptedException {
    return run(subject, secured);
  }

  private Planning<Run> run(Subject subject, PreparedBackup.@Nullable Secured secured)
      throws IOException, InterruptedException {
    PointId point = newPoint(subject);
    PreparedBackup prepared;
    try {
      prepared = PreparedBackup.of(subject, point, secured, surroundings);
    } catch (InterruptedIOException stopped) {
      throw stopped;
    } catch (IOException failure) {
      if (secured == null) {
        ends.notBegun(subject, point, failure);
      }
      throw failure;
    }
    return switch (prepared.planning()) {
      case Planning.Refused<BackupPlan>(var refusals) -> {
        if (secured == null) {
          ends.notBegun(subject, point, refusals);
        }
        yield new Planning.Refused<>(refusals);
      }
      case Planning.Planned<BackupPlan>(BackupPlan plan) ->
          execute(subject, prepared.observed(), plan).planning();
    };
  }

  /**
   * A run that has ended.
   *
   * @param refusal by a hook, which saw that the cut could not be right; absent otherwise
   */
  private record Ended(Run run, @Nullable Refusal refusal) {
    Planning<Run> planning() {
      return refusal == null
          ? new Planning.Planned<>(run)
          : new Planning.Refused<>(List.of(refusal));
    }
  }

  private Ended execute(Subject subject, StorageSurvey.Observed observed, BackupPlan plan)
      throws IOException, InterruptedException {
    Run run =
        new Run(
            plan.point().text(),
            Run.Type.BACKUP,
            subject.ofRun(),
            surroundings.clock().instant(),
            null,
            Journal.text(plan),
            plan.secures() != null);
    surroundings.catalog().runs().begin(run);
    return finish(subject, run, new Work(plan, observed, List.of(), plan.steps()));
  }

  /**
   * What is to be done of a plan.
   *
   * @param before what an earlier process did
   */
  private record Work(
      BackupPlan plan,
      StorageSurvey.Observed observed,
      List<StepResult> before,
      List<BackupStep> steps) {}

  private Ended finish(Subject subject, Run run, Work work)
      throws IOException, InterruptedException {
    Journal journal = new Journal(surroundings.catalog().runs(), run.id());
    Run.@Nullable End end = null;
    @Nullable Refusal refusal = null;
    // Opened before any hook is: nothing is held still for a repository that is not to be had.
    try (Session session = open(subject);
        BackupRun backup =
            new BackupRun(
                work.plan,
                subject,
                work.observed,
                work.before,
                journal,
                new RepositoryVessel(session, subject, work.plan, surroundings),
                surroundings)) {
      facts.takeOver(subject.line(), session);
      // Before there is anything that it could protect less.
      record(subject, session);
      String clocks = StoreClock.warning(session.repository().store(), surroundings.clock());
      backup.run(work.steps);
      end = captured(subject, session, work.plan, clocks);
    } catch (InterruptedException | InterruptedIOException stopped) {
      ends.ended(run, ends.cancelled(run));
      throw stopped;
    } catch (IOException failure) {
      refusal = StepFailedException.refusal(failure);
      // What failed after the point was there is said, and the point stays.
      end =
          end == null
              ? ends.failed(run, failure)
              : new Run.End(
                  end.time(), Run.Outcome.INCOMPLETE, String.valueOf(failure.getMessage()));
    }
    return new Ended(ends.ended(run, end), refusal);
  }

  private void record(Subject subject, Session session) throws IOException {
    try {
      standings.record(subject, session);
    } catch (OtherFactsException different) {
      // No point goes until there is one ledger again, and the seal of this run tells of it.
    }
  }

  /**
   * Takes up a run whose process ended in its midst: does the rest when the cut outlived it, else
   * removes what it left. While the repository is not to be had, the run stays as it is.
   *
   * @param run without an end; nobody else works on it
   */
  Run recover(Subject subject, Run run) throws IOException, InterruptedException {
    BackupPlan plan;
    try {
      plan = Journal.read(run.plan(), BackupPlan.class);
    } catch (IOException unread) {
      return ends.unknown(run, "its process ended in its midst", unread);
    }
    StorageSurvey.Observed observed =
        StorageSurvey.of(subject.application().spec().volumes(), surroundings);
    List<StepResult> before;
    try {
      before = new Journal(surroundings.catalog().runs(), run.id()).results();
    } catch (UnreadableRecordException unread) {
      SnapshotSweep.remove(plan, Recovery.releases(plan), observed);
      return ends.unknown(run, "its process ended in its midst", unread);
    }
    return switch (Recovery.of(plan, before)) {
      case Recovery.Finished _ -> resume(subject, run, new Work(plan, observed, before, List.of()));
      case Recovery.Resumed(List<BackupStep> rest) ->
          resume(subject, run, new Work(plan, observed, before, rest));
      case Recovery.Abandoned(String reason, List<BackupStep> rest) -> {
        SnapshotSweep.remove(plan, rest, observed);
        yield ends.abandoned(run, reason);
      }
    };
  }

  /**
   * Ends one whose repository is not to be had any more: what it left on this machine is removed.
   *
   * @param run without an end; nobody else works on it
   */
  Run giveUp(Application application, Run run, String reason) throws IOException {
    BackupPlan plan;
    try {
      plan = Journal.read(run.plan(), BackupPlan.class);
    } catch (IOException unread) {
      return ends.unknown(run, reason, unread);
    }
    SnapshotSweep.remove(
        plan,
        Recovery.releases(plan),
        StorageSurvey.of(application.spec().volumes(), surroundings));
    return ends.abandoned(run, reason);
  }

  /** A run that cannot go on yet has not failed, so it is not begun before the repository opens. */
  private Run resume(Subject subject, Run run, Work work) throws IOException, InterruptedException {
    surroundings.repositories().open(subject.repository(), Opener.Lock.NONE, PATIENCE).close();
    return finish(subject, run, work).run();
  }

  private Session open(Subject subject) throws IOException, InterruptedException {
    return surroundings
        .repositories()
        .openWithIndex(subject.repository(), Opener.Lock.SHARED, PATIENCE);
  }

  private Run.End captured(Subject subject, Session session, BackupPlan plan, String clocks)
      throws IOException {
    if (!(new Points(session.repository()).find(plan.point())
        instanceof Lookup.Found(StoredPoint point))) {
      throw new IOException("%s was sealed and is not there".formatted(plan.point()));
    }
    surroundings.catalog().points().put(subject.repositoryName(), point.view());
    // A decision of meanwhile may have been stored without an answer.
    facts.takeOver(subject.line(), session);
    facts.observe(
        subject.line(),
        Fact.Draft.at(
            point.manifest().cut().start(), "holdfast", new FactBody.PointCaptured(point.view())));
    boolean complete = point.manifest().isComplete();
    String warning;
    try {
      warning = facts.seal(subject.line(), session).warning();
    } catch (InterruptedIOException stopped) {
      throw stopped;
    } catch (IOException later) {
      // The point is there, and what is known of it is on this machine's disk.
      complete = false;
      warning = "its facts are not in the repository yet: " + later.getMessage();
    }
    String missing = point.manifest().isComplete() ? "" : missing(point.view().size().failures());
    return new Run.End(
        surroundings.clock().instant(),
        complete ? Run.Outcome.DONE : Run.Outcome.INCOMPLETE,
        Stream.of(missing, clocks, warning).filter(text -> !text.isEmpty()).collect(joining("; ")));
  }

  private static String missing(long count) {
    return count == 1
        ? "1 volume or entry is missing, or not as it was"
        : count + " volumes or entries are missing, or not as they were";
  }
}
