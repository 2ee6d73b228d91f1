package io.holdfast.host.run;

import io.holdfast.host.volume.BtrfsSnapshots;
import io.holdfast.host.volume.Mounting;
import io.holdfast.host.volume.SnapshotName;
import io.holdfast.host.volume.VolumeSnapshot;
import io.holdfast.protection.backup.BackupPlan;
import io.holdfast.protection.backup.BackupStep;
import io.holdfast.protection.backup.StepResult;
import io.holdfast.protection.backup.StepResult.Outcome;
import io.holdfast.protection.name.HookName;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.repository.backup.BackupRequest;
import io.holdfast.vault.Belonging;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The steps of one backup, one after the other; to be used once, and closed whatever comes of it.
 */
final class BackupRun implements AutoCloseable {
  private final BackupPlan plan;
  private final Subject subject;
  private final StorageSurvey.Observed observed;
  private final Journal journal;
  private final Vessel vessel;
  private final Surroundings surroundings;
  private final RunHooks hooks;
  private final Map<String, FrozenCopies> frozen = new LinkedHashMap<>();
  private final List<StepResult> results = new ArrayList<>();

  /** Where moved data goes, and what is sealed of it. */
  interface Vessel {
    Outcome.Moved move(
        Belonging belonging, Path directory, Excluded excluded, BackupRequest.Changes changes)
        throws IOException, InterruptedException;

    /** What the point leaves out of a volume for whose restore this one is made. */
    List<String> leftOut(VolumeName volume) throws IOException;

    Outcome.Sealed seal(List<StepResult> results) throws IOException, InterruptedException;
  }

  /**
   * @param before results of steps that an earlier process did; its volume snapshots are this one's
   */
  BackupRun(
      BackupPlan plan,
      Subject subject,
      StorageSurvey.Observed observed,
      List<StepResult> before,
      Journal journal,
      Vessel vessel,
      Surroundings surroundings)
      throws IOException {
    this.plan = plan;
    this.subject = subject;
    this.observed = observed;
    this.journal = journal;
    this.vessel = vessel;
    this.surroundings = surroundings;
    this.hooks = new RunHooks(plan.point(), subject, observed, surroundings);
    results.addAll(before);
    for (BackupStep step : plan.steps()) {
      if (step instanceof BackupStep.Freeze(String unit, var _)
          && result(step).orElse(null) instanceof Outcome.Frozen(String handle)
          && result(new BackupStep.Release(unit)).isEmpty()) {
        frozen.put(unit, Journal.read(handle, FrozenCopies.class));
      }
    }
  }

  /**
   * Does steps of the plan, in order; each is recorded before the next begins.
   *
   * @throws StepFailedException when one fails; those after it are not done
   * @throws InterruptedIOException when somebody stops it in the midst of one
   */
  List<StepResult> run(List<BackupStep> steps) throws IOException, InterruptedException {
    for (BackupStep step : steps) {
      Instant started = surroundings.clock().instant();
      Outcome outcome;
      try {
        outcome = perform(step);
      } catch (InterruptedIOException stopped) {
        throw stopped;
      } catch (IOException failure) {
        throw new StepFailedException(step.key(), failure);
      }
      StepResult result =
          new StepResult(step.key(), started, surroundings.clock().instant(), outcome);
      journal.add(result);
      results.add(result);
    }
    return List.copyOf(results);
  }

  private Outcome perform(BackupStep step) throws IOException, InterruptedException {
    return switch (step) {
      case BackupStep.OpenHook(HookName hook, boolean live) -> hooks.open(hook, live);
      case BackupStep.Freeze(String unit, var _) -> freeze(unit);
      case BackupStep.CloseHook(HookName hook) -> hooks.close(hook);
      case BackupStep.Move(VolumeName volume, boolean live) -> move(volume, live);
      case BackupStep.MoveOverlay(HookName hook, VolumeName volume) -> {
        if (!(result(new BackupStep.CloseHook(hook)).orElse(null)
            instanceof Outcome.HookClosed closed)) {
          throw new IOException("hook %s was not closed".formatted(hook));
        }
        yield vessel.move(
            new Belonging.ToOverlay(plan.point(), volume),
            hooks.overlay(hook, closed),
            Excluded.NOTHING,
            BackupRequest.Changes.FAIL);
      }
      case BackupStep.Release(String unit) -> {
        release(unit);
        yield new Outcome.Released();
      }
      case BackupStep.Seal _ -> vessel.seal(List.copyOf(results));
    };
  }

  private Outcome freeze(String unit) throws IOException {
    StorageSurvey.Unit frozenUnit = unit(unit);
    SnapshotName name = SnapshotSweep.name(plan, unit);
    VolumeSnapshot snapshot =
        frozenUnit.snapshots().take(name, frozenUnit.directories(), frozenUnit.limit());
    FrozenCopies copies = FrozenCopies.of(snapshot);
    frozen.put(unit, copies);
    return new Outcome.Frozen(Journal.text(copies));
  }

  private StorageSurvey.Unit unit(String unit) throws IOException {
    StorageSurvey.Unit found = observed.units().get(unit);
    if (found == null) {
      throw new IOException("%s cannot be frozen any more".formatted(unit));
    }
    return found;
  }

  private Outcome move(VolumeName volume, boolean live) throws IOException, InterruptedException {
    List<String> ofHook = new ArrayList<>(List.of("/" + BtrfsSnapshots.SHELF));
    BackupRequest.Changes changes = BackupRequest.Changes.FAIL;
    if (result(new BackupStep.OpenHook(HookName.parse(volume.text()), live)).orElse(null)
        instanceof Outcome.HookOpened opened) {
      ofHook.addAll(opened.exclusions());
      changes =
          opened.makesChangesWhole() ? BackupRequest.Changes.EXPECTED : BackupRequest.Changes.FAIL;
    }
    List<String> ofOwner = subject.volume(volume).excludes();
    // What is secured may be overwritten by a point from before it was left out.
    Excluded excluded =
        new Excluded(
            plan.secures() == null ? ofOwner : Excluded.inBoth(ofOwner, vessel.leftOut(volume)),
            ofHook);
    Path directory = observed.directory(volume);
    Outcome.Moved moved =
        vessel.move(
            new Belonging.ToVolume(plan.point(), volume),
            live ? directory : copy(volume),
            excluded,
            changes);
    // After it, for a disk may go while it is read.
    Outcome.Moved there =
        moved.without(
            Unmounted.in(
                directory, new Excluded(ofOwner, ofHook), Mounting.now(surroundings.fstab())));
    // What is secured is about to be overwritten by what mends it.
    return plan.secures() == null
        ? there.without(HalfRestored.of(directory, surroundings.catalog().runs()))
        : there;
  }

  private Path copy(VolumeName volume) throws IOException {
    Path directory = observed.directory(volume);
    for (BackupStep step : plan.steps()) {
      if (step instanceof BackupStep.Freeze(String unit, List<VolumeName> of)
          && of.contains(volume)) {
        FrozenCopies taken = frozen.get(unit);
        if (taken != null) {
          return taken.copyOf(directory);
        }
      }
    }
    throw new IOException("volume %s was not frozen".formatted(volume));
  }

  private Optional<Outcome> result(BackupStep step) {
    return results.stream()
        .filter(result -> result.key().equals(step.key()))
        .findFirst()
        .map(StepResult::outcome);
  }

  private void release(String unit) throws IOException {
    StorageSurvey.Unit frozenUnit = unit(unit);
    frozenUnit.snapshots().delete(SnapshotSweep.name(plan, unit), frozenUnit.limit());
    frozen.remove(unit);
  }

  /** How long the clock of this machine may have been off is not measured yet. */
  static Duration uncertainty() {
    return Duration.ofSeconds(1);
  }

  /** Lets every hook go and removes every volume snapshot that is still there. */
  @Override
  public void close() throws IOException {
    LettingGo letting = new LettingGo();
    hooks.close(letting);
    for (String unit : new ArrayList<>(frozen.keySet())) {
      letting.go(() -> release(unit));
    }
    letting.end();
  }
}
