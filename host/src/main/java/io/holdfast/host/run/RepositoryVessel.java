package io.holdfast.host.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.holdfast.api.application.Volume;
import io.holdfast.api.kind.Kind;
import io.holdfast.host.kind.file.StoredKinds;
import io.holdfast.host.state.RealPath;
import io.holdfast.location.Session;
import io.holdfast.protection.backup.BackupPlan;
import io.holdfast.protection.backup.BackupStep;
import io.holdfast.protection.backup.ManifestOf;
import io.holdfast.protection.backup.StepResult;
import io.holdfast.protection.backup.StepResult.Outcome;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.protection.point.ContentId;
import io.holdfast.protection.point.Manifest;
import io.holdfast.protection.point.VolumeOutcome;
import io.holdfast.protection.restore.RestorePlan;
import io.holdfast.protection.run.Run;
import io.holdfast.repository.backup.BackupRequest;
import io.holdfast.repository.codec.CompressionLevel;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.schema.Documents;
import io.holdfast.vault.Belonging;
import io.holdfast.vault.point.Lookup;
import io.holdfast.vault.point.Points;
import io.holdfast.vault.point.Sealing;
import io.holdfast.vault.point.StoredPoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The repository, as the steps of one run use it. */
final class RepositoryVessel implements BackupRun.Vessel {
  private final Session session;
  private final Subject subject;
  private final BackupPlan plan;
  private final Surroundings surroundings;
  private final Mover mover;

  RepositoryVessel(Session session, Subject subject, BackupPlan plan, Surroundings surroundings) {
    this.session = session;
    this.subject = subject;
    this.plan = plan;
    this.surroundings = surroundings;
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
  public Outcome.Moved move(
      Belonging belonging, Path directory, Excluded excluded, BackupRequest.Changes changes)
      throws IOException {
    return mover.move(belonging, directory, excluded, changes);
  }

  @Override
  public List<String> leftOut(VolumeName volume) throws IOException {
    String restore = plan.secures();
    Optional<Run> run =
        restore == null ? Optional.empty() : surroundings.catalog().runs().find(restore);
    if (run.isEmpty()) {
      return List.of();
    }
    PointId point = Journal.read(run.get().plan(), RestorePlan.class).point();
    Optional<Belonging> wanted = Optional.of(new Belonging.ToVolume(point, volume));
    return session.repository().snapshots().all().values().stream()
        .filter(snapshot -> Belonging.of(snapshot).equals(wanted))
        .findFirst()
        .map(snapshot -> snapshot.scope().excludes())
        .orElse(List.of());
  }

  @Override
  public Outcome.Sealed seal(List<StepResult> results) throws IOException {
    session.repository().loadIndex();
    // Were it one of the damaged snapshots, to seal once more gives back what is lost.
    if (new Points(session.repository()).find(plan.point())
        instanceof Lookup.Found(StoredPoint there)) {
      // An earlier process sealed it and did not come to say so.
      return sealed(there.snapshot(), there.manifest());
    }
    Map<String, byte[]> kinds = kinds();
    Map<VolumeName, String> paths = new HashMap<>();
    Set<VolumeName> mayBeEmpty = new HashSet<>();
    for (Volume volume : subject.application().spec().volumes()) {
      VolumeName name = VolumeName.parse(volume.name());
      paths.put(name, volume.path());
      // What a restore is about to fill may be empty.
      if (volume.mayBeEmpty() || plan.secures() != null) {
        mayBeEmpty.add(name);
      }
    }
    Manifest manifest =
        ManifestOf.of(
            plan,
            results,
            new ManifestOf.Context(
                new Manifest.Origin(
                    surroundings.author().hostname(),
                    surroundings.author().programVersion(),
                    surroundings.clock().instant().truncatedTo(ChronoUnit.MILLIS),
                    plan.secures()),
                paths,
                List.of(),
                mayBeEmpty,
                List.copyOf(kinds.keySet()),
                halfRestored(),
                BackupRun.uncertainty()));
    if (manifest.captured().isEmpty()) {
      throw new IOException("the restore point would hold nothing: " + reasons(manifest));
    }
    SnapshotId snapshot =
        new Sealing(session.repository(), session.lock())
            .seal(new Sealing.Request(manifest, overlays(results), kinds, surroundings.author()));
    return sealed(snapshot, manifest);
  }

  /**
   * What is secured before it is mended is a point of its own, and whoever restores that is told.
   */
  private List<String> halfRestored() throws IOException {
    List<String> warnings = new ArrayList<>();
    if (plan.secures() != null) {
      for (BackupPlan.VolumeMethod method : plan.volumes()) {
        VolumeName volume = method.volume();
        Path directory = RealPath.of(Path.of(subject.volume(volume).path()));
        if (!HalfRestored.of(directory, surroundings.catalog().runs()).isComplete()) {
          warnings.add(
              "volume %s was partly what a restore had brought and partly what was there before"
                  .formatted(volume));
        }
      }
    }
    return warnings;
  }

  private static Outcome.Sealed sealed(SnapshotId snapshot, Manifest manifest) {
    return new Outcome.Sealed(new ContentId(snapshot.hex()), manifest.failed());
  }

  private static String reasons(Manifest manifest) {
    return manifest.failed().stream()
        .map(VolumeOutcome.Failed::reason)
        .distinct()
        .collect(joining("; "));
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
    files.put(StoredKinds.fileName(kind), Documents.yaml((Record) kind).getBytes(UTF_8));
  }

  private Map<VolumeName, SnapshotId> overlays(List<StepResult> results) {
    Map<VolumeName, SnapshotId> overlays = new HashMap<>();
    for (BackupStep step : plan.steps()) {
      if (step instanceof BackupStep.MoveOverlay(var _, VolumeName volume)) {
        for (StepResult result : results) {
          if (result.key().equals(step.key()) && result.outcome() instanceof Outcome.Moved moved) {
            overlays.put(volume, SnapshotId.parse(moved.snapshot().text()));
          }
        }
      }
    }
    return overlays;
  }
}
