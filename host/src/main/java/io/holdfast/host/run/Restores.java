package io.holdfast.host.run;

import io.holdfast.api.application.Probe;
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
import io.holdfast.repository.file.Directory;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
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

  /** Until it is all there, when it gets the mode that it had. */
  private static final FileAttribute<Set<PosixFilePermission>> OWNERS =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

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
        ? RestorePlanner.plan(request, PlaceSurvey.of(RestorePlanner.touched(request)))
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
    Progress progress = new Progress(run, plan);
    progress.say(warning);
    String at = "";
    try {
      for (Step step : plan.steps()) {
        at = step.key();
        perform(step, subject, session, point, plan, progress);
        surroundings.catalog().runs().add(run.id(), step.key(), "{}");
      }
      return ends.done(run, plan, progress.said());
    } catch (InterruptedException | InterruptedIOException stopped) {
      if (progress.swapped) {
        ends.done(run, plan, progress.said());
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
      if (progress.swapped) {
        return ends.done(run, plan, progress.said());
      }
      String reason = String.valueOf(failure.getMessage());
      return ends.failed(
          run,
          at,
          reason,
          "'%s' failed: %s%s%s".formatted(at, reason, plan.left(at), progress.saidBehind()));
    }
  }

  /** What was done of a run, and what is to be said of it. */
  private final class Progress {
    private final Run run;
    private final RestorePlan plan;
    private final List<String> said = new ArrayList<>();
    private boolean swapped;

    Progress(Run run, RestorePlan plan) {
      this.run = run;
      this.plan = plan;
    }

    void say(String words) {
      if (!words.isEmpty()) {
        said.add(words);
      }
    }

    String said() {
      return String.join("; ", said);
    }

    /** The same behind other words. */
    String saidBehind() {
      return said.isEmpty() ? "" : "; " + said();
    }

    /** Makes the directory of a volume, and notes which one it is. */
    void make(Step.Fill fill) throws IOException {
      Path directory = Path.of(fill.directory());
      if (!Files.exists(directory)) {
        Files.createDirectories(Objects.requireNonNull(directory.getParent(), "it is no root"));
        if (fill.include().isEmpty()) {
          Files.createDirectory(directory, OWNERS);
        } else {
          Files.createDirectory(directory);
        }
        surroundings
            .catalog()
            .runs()
            .add(
                run.id(),
                RestorePlan.made(fill.volume()),
                Journal.text(Swaps.found(directory).orElseThrow()));
      }
    }

    /** With the first swap, all are done. */
    void swap() throws IOException {
      if (!swapped) {
        Swaps swaps = Swaps.of(plan);
        surroundings.catalog().runs().add(run.id(), RestorePlan.SWAPS_BEGIN, Journal.text(swaps));
        surroundings.catalog().force();
        swaps.complete();
        swapped = true;
        say(swaps.settled());
      }
    }
  }

  private void perform(
      Step step,
      Subject subject,
      Session session,
      StoredPoint point,
      RestorePlan plan,
      Progress progress)
      throws IOException, InterruptedException {
    switch (step) {
      case Step.Secure(boolean required) -> progress.say(secured(subject, plan.run(), required));
      case Step.Fill fill -> {
        if (!fill.over()) {
          progress.make(fill);
        }
        fill(session, point, fill);
      }
      case Step.Probe(String name) -> probe(subject, name, plan);
      case Step.Swap _ -> progress.swap();
    }
  }

  /** Makes a point of what is there now, and tells which. */
  private String secured(Subject subject, String restore, boolean required)
      throws IOException, InterruptedException {
    String failure;
    switch (backups.secure(subject, restore)) {
      case Planning.Refused<Run>(var refusals) -> failure = refusals.getFirst().sentence();
      case Planning.Planned<Run>(Run run) -> {
        Run.End end = Objects.requireNonNull(run.end(), "a run that returned has ended");
        if (end.outcome() == Run.Outcome.DONE) {
          return "what was there before is in restore point " + run.id();
        }
        failure = "%s: %s".formatted(run.id(), end.message());
      }
    }
    if (required) {
      throw new IOException(
          "what is there now cannot be secured (%s): restore aside, or accept the loss with --accept-risk"
              .formatted(failure));
    }
    return "what was there before was not secured, or not all of it (%s)".formatted(failure);
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
    try (Directory filled = Directory.open(BytePath.of(fill.directory()))) {
      filled.syncFileSystem();
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
