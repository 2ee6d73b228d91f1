package io.holdfast.host.run;

import io.holdfast.api.application.Probe;
import io.holdfast.host.volume.Mounting;
import io.holdfast.location.Opener;
import io.holdfast.location.Session;
import io.holdfast.protection.ledger.Fact;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.plan.Refusal;
import io.holdfast.protection.point.RestorePoint;
import io.holdfast.protection.restore.RestorePlan;
import io.holdfast.protection.restore.RestorePlan.Step;
import io.holdfast.protection.restore.RestorePlanner;
import io.holdfast.protection.restore.RestoreRequest;
import io.holdfast.protection.run.Run;
import io.holdfast.vault.ledger.OtherFactsException;
import io.holdfast.vault.point.Points;
import io.holdfast.vault.point.StoredPoint;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Brings restore points back. */
public final class Restores {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Surroundings surroundings;
  private final FactLog facts;
  private final Backups backups;

  /**
   * @param backups make the restore point of what is there before it is overwritten
   */
  public Restores(Surroundings surroundings, FactLog facts, Backups backups) {
    this.surroundings = surroundings;
    this.facts = facts;
    this.backups = backups;
  }

  /** Makes the request once the point's manifest is at hand. */
  public interface Wish {
    RestoreRequest of(StoredPoint point) throws IOException;
  }

  /** What a new restore of a point is called. */
  public String newName(PointId point) {
    return RestorePlan.name(point, surroundings.random().nextInt());
  }

  /** What a restore would do now. */
  public Planning<RestorePlan> plan(Subject subject, PointId point, Wish wish)
      throws IOException, InterruptedException {
    try (Session session = open(subject)) {
      return plan(subject, wish.of(find(session, point)));
    }
  }

  private Planning<RestorePlan> plan(Subject subject, RestoreRequest request) throws IOException {
    List<Refusal> refusals =
        new ArrayList<>(new OwnPlaces(surroundings.state().path(), subject).refusals(request));
    refusals.addAll(
        new RestoreTargets(subject.application().spec(), Mounting.now(surroundings.fstab()))
            .refusals(request));
    return refusals.isEmpty()
        ? RestorePlanner.plan(
            request,
            PlaceSurvey.of(RestorePlanner.touched(request), RestorePlanner.replaced(request)))
        : new Planning.Refused<>(refusals);
  }

  private Session open(Subject subject) throws IOException, InterruptedException {
    return surroundings
        .repositories()
        .openWithIndex(subject.repository(), Opener.Lock.SHARED, PATIENCE);
  }

  private static StoredPoint find(Session session, PointId point) throws IOException {
    return new Points(session.repository()).require(point);
  }

  /**
   * Restores.
   *
   * @param by who asks, for what is recorded
   * @return how the run ended, or why it did not begin
   */
  public Planning<Run> run(Subject subject, PointId point, Wish wish, String by)
      throws IOException, InterruptedException {
    try (Session session = open(subject)) {
      facts.takeOver(subject.line(), session);
      StoredPoint stored = find(session, point);
      RestoreRequest request = wish.of(stored);
      return switch (plan(subject, request)) {
        case Planning.Refused<RestorePlan>(var refusals) -> new Planning.Refused<>(refusals);
        case Planning.Planned<RestorePlan>(RestorePlan plan) -> {
          String risk = request.acceptedRisk();
          String warning = risk == null ? "" : accepted(risk, subject, session, plan, by);
          yield new Planning.Planned<>(
              execute(subject, session, stored, plan, warning, risk != null));
        }
      };
    }
  }

  /** Notes who took the risk; what is wrong with that is told with the result. */
  private String accepted(
      String risk, Subject subject, Session session, RestorePlan plan, String by)
      throws IOException {
    FactBody body = new FactBody.RiskAccepted(plan.run(), "restore of " + plan.point(), risk);
    try {
      return facts
          .decide(subject.line(), Fact.Draft.at(surroundings.clock().instant(), by, body), session)
          .warning();
    } catch (OtherFactsException different) {
      return "who accepted the risk could not be recorded: " + different.getMessage();
    }
  }

  private Run execute(
      Subject subject,
      Session session,
      StoredPoint point,
      RestorePlan plan,
      String warning,
      boolean isRiskAccepted)
      throws IOException, InterruptedException {
    Run run =
        new Run(
            plan.run(),
            Run.Type.RESTORE,
            subject.ofRun(),
            surroundings.clock().instant(),
            null,
            Journal.text(plan));
    surroundings.catalog().runs().begin(run);
    RestoreEnds ends = new RestoreEnds(surroundings, facts);
    RestoreProgress progress = new RestoreProgress(surroundings, run, plan, isRiskAccepted);
    progress.say(warning);
    String at = "";
    try {
      for (Step step : plan.steps()) {
        at = step.key();
        perform(step, subject, session, point, plan, progress);
        surroundings.catalog().runs().add(run.id(), step.key(), "{}");
      }
    } catch (InterruptedException | InterruptedIOException stopped) {
      if (progress.isSwapped()) {
        ends.done(run, plan, progress.said());
      } else {
        ends.ended(
            run,
            new Run.End(
                surroundings.clock().instant(),
                Run.Outcome.CANCELLED,
                "somebody stopped it at '%s'%s%s"
                    .formatted(at, progress.left(at), progress.saidBehind())));
      }
      throw stopped;
    } catch (IOException failure) {
      if (progress.isSwapped()) {
        return ends.done(run, plan, progress.said());
      }
      String reason = FileFailure.words(failure);
      return ends.failed(
          run,
          at,
          reason,
          "'%s' failed: %s%s%s".formatted(at, reason, progress.left(at), progress.saidBehind()));
    }
    return ends.doneAtOnce(run, plan, progress.said());
  }

  private void perform(
      Step step,
      Subject subject,
      Session session,
      StoredPoint point,
      RestorePlan plan,
      RestoreProgress progress)
      throws IOException, InterruptedException {
    switch (step) {
      case Step.Secure(boolean required) -> progress.say(secured(subject, plan, required));
      case Step.Fill fill -> {
        VolumeFill work = VolumeFill.of(session, point, fill, plan.filledAt(fill), subject);
        progress.begin(fill, work.bringsDatabase());
        if (!work.run()) {
          progress.untouched(fill);
          throw new IOException(work.nothingThere());
        }
        progress.whole(fill);
      }
      case Step.Probe(String name) -> probe(subject, name, plan);
      case Step.Swap _ -> progress.swap();
    }
  }

  /** Makes a point of what is there now, and tells which. */
  private String secured(Subject subject, RestorePlan plan, boolean required)
      throws IOException, InterruptedException {
    String failure;
    try {
      switch (backups.secure(subject, new PreparedBackup.Secured(plan.run(), filled(plan)))) {
        case Planning.Refused<Run>(var refusals) -> failure = refusals.getFirst().sentence();
        case Planning.Planned<Run>(Run run) -> {
          Run.End end = Objects.requireNonNull(run.end(), "a run that returned has ended");
          if (isThere(subject, run)) {
            return "what was there before is in restore point "
                + run.id()
                + (end.message().isEmpty() ? "" : " (%s)".formatted(end.message()));
          }
          failure = "%s: %s".formatted(run.id(), end.message());
        }
      }
    } catch (InterruptedIOException stopped) {
      throw stopped;
    } catch (IOException unplanned) {
      failure = String.valueOf(unplanned.getMessage());
    }
    if (required) {
      throw new IOException(
          "what is there now cannot be secured (%s): restore aside, or accept the loss with --accept-risk"
              .formatted(failure));
    }
    return "what was there before was not secured, or not all of it (%s)".formatted(failure);
  }

  /** What is overwritten and there: of two volumes one may be lost as a whole. */
  private static Set<VolumeName> filled(RestorePlan plan) throws IOException {
    Set<VolumeName> filled = new HashSet<>();
    for (Step.Fill fill : plan.fills()) {
      if (fill.over() && PlaceSurvey.isFilled(Path.of(fill.directory()))) {
        filled.add(fill.volume());
      }
    }
    return filled;
  }

  /** By the point itself: its run may say besides that the ledger could not be sealed. */
  private boolean isThere(Subject subject, Run run) throws IOException {
    return surroundings
        .catalog()
        .points()
        .find(subject.repositoryName(), PointId.parse(run.id()))
        .filter(RestorePoint::isComplete)
        .isPresent();
  }

  private static void probe(Subject subject, String name, RestorePlan plan) throws IOException {
    Map<String, Path> directories = new LinkedHashMap<>();
    for (Step step : plan.steps()) {
      if (step instanceof Step.Fill fill) {
        directories.put(fill.volume().text(), Path.of(fill.directory()));
      }
    }
    Probe probe =
        subject.application().spec().restore().probes().stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new IOException("there is no probe " + name));
    Probes.require(probe, directories);
  }
}
