package io.holdfast.host.run;

import static java.util.stream.Collectors.toSet;

import io.holdfast.api.application.Probe;
import io.holdfast.api.application.Volume;
import io.holdfast.host.state.RealPath;
import io.holdfast.host.volume.Mounting;
import io.holdfast.location.Opener;
import io.holdfast.location.Session;
import io.holdfast.protection.ledger.Fact;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.plan.Refusal;
import io.holdfast.protection.restore.RestorePlan;
import io.holdfast.protection.restore.RestorePlan.Step;
import io.holdfast.protection.restore.RestorePlanner;
import io.holdfast.protection.restore.RestoreRequest;
import io.holdfast.protection.run.Run;
import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.restore.Restore;
import io.holdfast.repository.restore.RestoreCounts;
import io.holdfast.repository.restore.RestoreListener;
import io.holdfast.repository.restore.RestoreReport;
import io.holdfast.repository.select.BadPatternException;
import io.holdfast.repository.select.PatternList;
import io.holdfast.repository.select.Selection;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.vault.point.Points;
import io.holdfast.vault.point.StoredPoint;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
    List<Refusal> refusals = new ArrayList<>(undeclared(subject, request));
    refusals.addAll(new OwnPlaces(surroundings.state().path(), subject).refusals(request));
    refusals.addAll(hidden(request));
    return refusals.isEmpty()
        ? RestorePlanner.plan(request, PlaceSurvey.of(RestorePlanner.touched(request)))
        : new Planning.Refused<>(refusals);
  }

  /** What is put below a mount point whose disk is away is hidden once it is back. */
  private List<Refusal> hidden(RestoreRequest request) throws IOException {
    Mounting mounting = Mounting.now(surroundings.fstab());
    List<Refusal> refusals = new ArrayList<>();
    for (String written : RestorePlanner.written(request)) {
      mounting
          .absentAround(RealPath.of(Path.of(written)))
          .ifPresent(point ->
              refusals.add(
                  new Refusal(
                      "target " + written,
                      Mounting.words(point),
                      "mount it first, for what is restored below it is hidden afterwards")));
    }
    return refusals;
  }

  /** What the point has and the application has no more has no place of its own. */
  private static List<Refusal> undeclared(Subject subject, RestoreRequest request) {
    Set<String> declared =
        subject.application().spec().volumes().stream().map(Volume::name).collect(toSet());
    return request.volumes().stream()
        .filter(volume -> !declared.contains(volume.name().text()))
        .filter(volume ->
            request.mode() != RestoreRequest.Mode.ASIDE || volume.wantedTarget().isEmpty())
        .map(volume ->
            new Refusal(
                "volume " + volume.name(),
                "the application does not declare it, so it has no place to go to",
                "restore it aside with --volume %s=DIR, or name only volumes that are declared"
                    .formatted(volume.name())))
        .toList();
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
      StoredPoint stored = find(session, point);
      RestoreRequest request = wish.of(stored);
      return switch (plan(subject, request)) {
        case Planning.Refused<RestorePlan>(var refusals) -> new Planning.Refused<>(refusals);
        case Planning.Planned<RestorePlan>(RestorePlan plan) -> {
          String warning = "";
          if (request.acceptedRisk() != null) {
            warning =
                facts
                    .decide(
                        subject.line(),
                        Fact.Draft.at(
                            surroundings.clock().instant(),
                            by,
                            new FactBody.RiskAccepted(
                                plan.run(), "restore of " + point, request.acceptedRisk())),
                        session)
                    .warning();
          }
          yield new Planning.Planned<>(execute(subject, session, stored, plan, warning));
        }
      };
    }
  }

  private Run execute(
      Subject subject, Session session, StoredPoint point, RestorePlan plan, String warning)
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
    Swapping swapping = new Swapping(run, plan);
    String at = "";
    try {
      for (Step step : plan.steps()) {
        at = step.key();
        perform(step, subject, session, point, plan, swapping);
        surroundings.catalog().runs().add(run.id(), step.key(), "{}");
      }
      return ends.done(run, plan, warning);
    } catch (InterruptedException | InterruptedIOException stopped) {
      if (swapping.done) {
        ends.done(run, plan, warning);
      } else {
        ends.ended(
            run,
            new Run.End(
                surroundings.clock().instant(),
                Run.Outcome.CANCELLED,
                "somebody stopped it at '%s'".formatted(at)));
      }
      throw stopped;
    } catch (IOException failure) {
      if (swapping.done) {
        return ends.done(run, plan, warning);
      }
      String reason = String.valueOf(failure.getMessage());
      return ends.failed(run, at, reason, "'%s' failed: %s%s".formatted(at, reason, plan.left(at)));
    }
  }

  /** The swaps of a run: with the first one, all are done. */
  private final class Swapping {
    private final Run run;
    private final RestorePlan plan;
    private boolean done;

    Swapping(Run run, RestorePlan plan) {
      this.run = run;
      this.plan = plan;
    }

    void complete() throws IOException {
      if (!done) {
        Swaps swaps = Swaps.of(plan);
        surroundings.catalog().runs().add(run.id(), RestorePlan.SWAPS_BEGIN, Journal.text(swaps));
        swaps.complete();
        done = true;
      }
    }
  }

  private void perform(
      Step step,
      Subject subject,
      Session session,
      StoredPoint point,
      RestorePlan plan,
      Swapping swapping)
      throws IOException, InterruptedException {
    switch (step) {
      case Step.Secure _ -> secure(subject, plan.run());
      case Step.Fill fill -> fill(session, point, fill);
      case Step.Probe(String name) -> probe(subject, name, plan);
      case Step.Swap _ -> swapping.complete();
    }
  }

  private void secure(Subject subject, String restore) throws IOException, InterruptedException {
    switch (backups.secure(subject, restore)) {
      case Planning.Refused<Run>(var refusals) ->
          throw new IOException(
              "what is there now cannot be secured (%s): restore aside, or accept the loss with --accept-risk"
                  .formatted(refusals.getFirst().sentence()));
      case Planning.Planned<Run>(Run run) -> {
        Run.End end = Objects.requireNonNull(run.end(), "a run that returned has ended");
        if (end.outcome() != Run.Outcome.DONE) {
          throw new IOException(
              "what is there now cannot be secured (%s): restore aside, or accept the loss with --accept-risk"
                  .formatted(end.message()));
        }
      }
    }
  }

  private static void fill(Session session, StoredPoint point, Step.Fill fill) throws IOException {
    DirectoryNode volume = new Points(session.repository()).volume(point, fill.volume());
    Selection selection = selection(fill);
    RestoreCounts counts = new RestoreCounts();
    RestoreReport report =
        new Restore(
                session.repository(),
                new io.holdfast.repository.restore.RestoreRequest(
                    volume.subtree(),
                    BytePath.of(fill.directory()),
                    selection,
                    io.holdfast.repository.restore.RestoreRequest.Options.DEFAULT,
                    // A part of a volume says nothing about the directory it is put into.
                    selection.equals(Selection.ALL) ? volume : null))
            .run(counts, RestoreListener.SILENT);
    if (!fill.include().isEmpty() && counts.entriesFound() == 0) {
      throw new IOException(
          "nothing of volume %s is at %s: 'holdfast point browse %s %s %s --recursive' shows what there is"
              .formatted(
                  fill.volume(),
                  String.join(", ", fill.include()),
                  point.manifest().application(),
                  point.manifest().point(),
                  fill.volume()));
    }
    if (!report.isComplete()) {
      throw new IOException(
          "%d entries of volume %s could not be restored to %s, the first of them %s: %s"
              .formatted(
                  report.counts().failures(),
                  fill.volume(),
                  fill.directory(),
                  report.failures().getFirst().path(),
                  report.failures().getFirst().text()));
    }
  }

  private static Selection selection(Step.Fill fill) throws IOException {
    if (fill.include().isEmpty()) {
      return Selection.ALL;
    }
    try {
      return new Selection.Including(
          List.of(PatternList.of(fill.include().toArray(String[]::new))));
    } catch (BadPatternException malformed) {
      throw new IOException(String.valueOf(malformed.getMessage()), malformed);
    }
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
