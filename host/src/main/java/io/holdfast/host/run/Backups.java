package io.holdfast.host.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.api.application.ApplicationSpec;
import io.holdfast.api.application.Volume;
import io.holdfast.api.kind.Kind;
import io.holdfast.host.repository.Repositories;
import io.holdfast.location.Opener;
import io.holdfast.location.Session;
import io.holdfast.protection.backup.BackupPlan;
import io.holdfast.protection.backup.BackupPlanner;
import io.holdfast.protection.backup.BackupRequest;
import io.holdfast.protection.backup.BackupStep;
import io.holdfast.protection.backup.ManifestOf;
import io.holdfast.protection.backup.StepResult;
import io.holdfast.protection.backup.StepResult.Outcome;
import io.holdfast.protection.ledger.Fact;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.point.ContentId;
import io.holdfast.protection.point.Manifest;
import io.holdfast.protection.run.Run;
import io.holdfast.repository.codec.CompressionLevel;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.schema.Documents;
import io.holdfast.vault.Belonging;
import io.holdfast.vault.point.Points;
import io.holdfast.vault.point.Sealing;
import io.holdfast.vault.point.StoredPoint;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes restore points. */
public final class Backups {
  /** How long a run waits while others hold the repository. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Surroundings surroundings;
  private final FactLog facts;

  public Backups(Surroundings surroundings, FactLog facts) {
    this.surroundings = surroundings;
    this.facts = facts;
  }

  /** A plan, with what it was made from. */
  private record Prepared(
      Subject subject, StorageSurvey.Observed observed, Planning<BackupPlan> planning) {}

  /** What a backup of the application would do now. */
  public Planning<BackupPlan> plan(Subject subject) throws IOException {
    return prepare(subject).planning;
  }

  private Prepared prepare(Subject subject) throws IOException {
    ApplicationSpec spec = subject.application().spec();
    StorageSurvey.Observed observed = StorageSurvey.of(spec.volumes(), surroundings.clock());
    BackupRequest request =
        new BackupRequest(
            PointId.of(
                subject.name(), surroundings.clock().instant(), surroundings.random().nextInt()),
            subject.name(),
            spec.volumes().stream()
                .map(volume ->
                    new BackupRequest.Volume(
                        VolumeName.parse(volume.name()), method(volume.method())))
                .toList(),
            ApplicationHooks.planned(spec.volumes()),
            spec.consistencyGroups().stream().map(Backups::together).toList());
    return new Prepared(subject, observed, BackupPlanner.plan(request, observed.storage()));
  }

  private static BackupRequest.Method method(Volume.Method method) {
    return switch (method) {
      case AUTO -> BackupRequest.Method.AUTO;
      case SNAPSHOT -> BackupRequest.Method.SNAPSHOT;
      case LIVE -> BackupRequest.Method.LIVE;
    };
  }

  private static Set<VolumeName> together(ApplicationSpec.ConsistencyGroup group) {
    return new HashSet<>(group.volumes().stream().map(VolumeName::parse).toList());
  }

  /**
   * Makes a restore point.
   *
   * @return how the run ended, or why it did not begin
   */
  public Planning<Run> run(Subject subject) throws IOException, InterruptedException {
    Prepared prepared = prepare(subject);
    return switch (prepared.planning) {
      case Planning.Refused<BackupPlan>(var refusals) -> new Planning.Refused<>(refusals);
      case Planning.Planned<BackupPlan>(BackupPlan plan) ->
          new Planning.Planned<>(execute(prepared, plan));
    };
  }

  private Run execute(Prepared prepared, BackupPlan plan) throws IOException, InterruptedException {
    Run run =
        new Run(
            plan.point().text(),
            Run.Type.BACKUP,
            prepared.subject.ofRun(),
            surroundings.clock().instant(),
            null,
            Journal.text(plan));
    surroundings.catalog().runs().begin(run);
    return finish(prepared, plan, run, List.of(), plan.steps());
  }

  private Run finish(
      Prepared prepared, BackupPlan plan, Run run, List<StepResult> before, List<BackupStep> steps)
      throws IOException, InterruptedException {
    Journal journal = new Journal(surroundings.catalog().runs(), run.id());
    Run.@Nullable End end = null;
    // Opened before any hook is: nothing is held still for a repository that is not to be had.
    try (Session session = open(prepared.subject);
        BackupRun backup =
            new BackupRun(
                plan,
                prepared.subject.application().spec().volumes(),
                prepared.observed,
                before,
                journal,
                new Store(session, prepared.subject, plan),
                surroundings)) {
      backup.run(steps);
      end = captured(prepared.subject, session, plan);
    } catch (InterruptedException | InterruptedIOException stopped) {
      // The catalog's files do not bear an interrupt.
      boolean interrupted = Thread.interrupted() || stopped instanceof InterruptedException;
      end(run, cancelled(prepared.subject, run));
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      throw stopped;
    } catch (IOException failure) {
      // What failed after the point was there is said, and the point stays.
      end =
          end == null
              ? failed(prepared.subject, run, failure)
              : new Run.End(
                  end.time(), Run.Outcome.INCOMPLETE, String.valueOf(failure.getMessage()));
    }
    end(run, end);
    return run.ended(end);
  }

  private void end(Run run, Run.End end) throws IOException {
    new Journal(surroundings.catalog().runs(), run.id()).end(end);
    RunFiles.remove(surroundings.state(), run.id());
  }

  private Run.End cancelled(Subject subject, Run run) throws IOException {
    note(subject, run, "the run", "somebody stopped it");
    return new Run.End(
        surroundings.clock().instant(), Run.Outcome.CANCELLED, "somebody stopped it");
  }

  private void note(Subject subject, Run run, String step, String reason) throws IOException {
    facts.observe(
        subject.line(),
        Fact.Draft.at(
            surroundings.clock().instant(),
            "holdfast",
            new FactBody.RunFailed(run.id(), step, reason)));
  }

  private Session open(Subject subject) throws IOException, InterruptedException {
    Repositories repositories = surroundings.repositories();
    Session session = repositories.open(subject.repository(), Opener.Lock.SHARED, PATIENCE);
    boolean loaded = false;
    try {
      session.loadIndex();
      loaded = true;
      return session;
    } finally {
      if (!loaded) {
        session.close();
      }
    }
  }

  private Run.End captured(Subject subject, Session session, BackupPlan plan) throws IOException {
    StoredPoint point =
        new Points(session.repository())
            .find(plan.point())
            .orElseThrow(
                () -> new IOException("%s was sealed and is not there".formatted(plan.point())));
    surroundings.catalog().points().put(subject.repositoryName(), point.view());
    facts.observe(
        subject.line(),
        Fact.Draft.at(
            point.manifest().cut().start(), "holdfast", new FactBody.PointCaptured(point.view())));
    facts.seal(subject.line(), session);
    boolean complete = point.manifest().isComplete();
    return new Run.End(
        surroundings.clock().instant(),
        complete ? Run.Outcome.DONE : Run.Outcome.INCOMPLETE,
        complete
            ? ""
            : "%d volumes or entries are missing, or not as they were"
                .formatted(point.view().size().failures()));
  }

  private Run.End failed(Subject subject, Run run, IOException failure) throws IOException {
    String step = failure instanceof StepFailedException failed ? failed.step() : "open repository";
    String reason = String.valueOf(failure.getMessage());
    note(subject, run, step, reason);
    return new Run.End(
        surroundings.clock().instant(),
        Run.Outcome.FAILED,
        "'%s' failed: %s".formatted(step, reason));
  }

  /** The repository, as the steps of one run use it. */
  private final class Store implements BackupRun.Vessel {
    private final Session session;
    private final Subject subject;
    private final BackupPlan plan;
    private final Mover mover;

    Store(Session session, Subject subject, BackupPlan plan) {
      this.session = session;
      this.subject = subject;
      this.plan = plan;
      this.mover = new Mover(session, surroundings.author(), surroundings.clock(), level(subject));
    }

    private static CompressionLevel level(Subject subject) {
      return switch (subject.repository().spec().compression()) {
        case AUTO -> CompressionLevel.AUTO;
        case OFF -> CompressionLevel.OFF;
        case MAX -> CompressionLevel.MAX;
      };
    }

    @Override
    public Outcome.Moved move(Belonging belonging, Path directory, Excluded excluded)
        throws IOException {
      return mover.move(belonging, directory, excluded);
    }

    @Override
    public Outcome.Sealed seal(List<StepResult> results) throws IOException {
      session.repository().loadIndex();
      Optional<StoredPoint> there = new Points(session.repository()).find(plan.point());
      if (there.isPresent()) {
        // An earlier process sealed it and did not come to say so.
        return new Outcome.Sealed(new ContentId(there.get().snapshot().hex()));
      }
      Map<String, byte[]> kinds = kinds();
      Map<VolumeName, String> paths = new HashMap<>();
      subject
          .application()
          .spec()
          .volumes()
          .forEach(volume -> paths.put(VolumeName.parse(volume.name()), volume.path()));
      Manifest manifest =
          ManifestOf.of(
              plan,
              results,
              new ManifestOf.Context(
                  new Manifest.Origin(
                      surroundings.author().hostname(),
                      surroundings.author().programVersion(),
                      surroundings.clock().instant().truncatedTo(ChronoUnit.MILLIS)),
                  paths,
                  List.of(),
                  List.copyOf(kinds.keySet()),
                  BackupRun.uncertainty()));
      SnapshotId snapshot =
          new Sealing(session.repository(), session.lock())
              .seal(new Sealing.Request(manifest, overlays(results), kinds, surroundings.author()));
      return new Outcome.Sealed(new ContentId(snapshot.hex()));
    }

    private Map<String, byte[]> kinds() {
      Map<String, byte[]> files = new TreeMap<>();
      add(files, subject.repository());
      add(files, subject.application());
      if (subject.policy() != null) {
        add(files, subject.policy());
      }
      return files;
    }

    private static void add(Map<String, byte[]> files, Kind kind) {
      files.put(
          "%s-%s.yaml".formatted(kind.kind().toLowerCase(Locale.ROOT), kind.name()),
          Documents.yaml((Record) kind).getBytes(UTF_8));
    }

    private Map<VolumeName, SnapshotId> overlays(List<StepResult> results) {
      Map<VolumeName, SnapshotId> overlays = new HashMap<>();
      for (BackupStep step : plan.steps()) {
        if (step instanceof BackupStep.MoveOverlay(var _, VolumeName volume)) {
          for (StepResult result : results) {
            if (result.key().equals(step.key())
                && result.outcome() instanceof Outcome.Moved moved) {
              overlays.put(volume, SnapshotId.parse(moved.snapshot().text()));
            }
          }
        }
      }
      return overlays;
    }
  }
}
