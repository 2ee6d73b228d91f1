package io.holdfast.protection.backup;

import io.holdfast.protection.backup.StepResult.Outcome;
import io.holdfast.protection.name.HookName;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.protection.point.Completeness;
import io.holdfast.protection.point.Consistency;
import io.holdfast.protection.point.Manifest;
import io.holdfast.protection.point.VolumeOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The manifest of a backup, from its plan and from how its steps went. */
public final class ManifestOf {
  private final BackupPlan plan;
  private final List<StepResult> results;
  private final Map<String, Outcome> outcomes = new HashMap<>();

  private ManifestOf(BackupPlan plan, List<StepResult> results) {
    this.plan = plan;
    this.results = results;
    results.forEach(result -> outcomes.put(result.key(), result.outcome()));
  }

  /**
   * What else a manifest says.
   *
   * @param paths where each volume is on its machine
   * @param excluded volumes that were left out on purpose
   * @param mayBeEmpty volumes that are as they should be without a single entry
   * @param kinds the names of the files beside the manifest
   * @param warnings what a person should know, besides what the plan tells
   * @param uncertainty how far the clock may have been off
   */
  public record Context(
      Manifest.Origin origin,
      Map<VolumeName, String> paths,
      List<VolumeOutcome.Excluded> excluded,
      Set<VolumeName> mayBeEmpty,
      List<String> kinds,
      List<String> warnings,
      Duration uncertainty) {
    public Context {
      paths = Map.copyOf(paths);
      excluded = List.copyOf(excluded);
      mayBeEmpty = Set.copyOf(mayBeEmpty);
      kinds = List.copyOf(kinds);
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Writes it.
   *
   * @param results of every step before the seal
   */
  public static Manifest of(BackupPlan plan, List<StepResult> results, Context context) {
    return new ManifestOf(plan, results).manifest(context);
  }

  private Manifest manifest(Context context) {
    List<VolumeOutcome> volumes = new ArrayList<>();
    plan.volumes().forEach(method -> volumes.add(outcome(method, context)));
    volumes.addAll(context.excluded());
    List<String> warnings = new ArrayList<>(plan.warnings());
    warnings.addAll(context.warnings());
    for (Outcome outcome : outcomes.values()) {
      if (outcome instanceof Outcome.HookClosed closed) {
        warnings.addAll(closed.notes());
      }
    }
    return new Manifest(
        plan.point(),
        plan.application(),
        context.origin(),
        CutTimes.of(plan, results, context.uncertainty()),
        plan.consistency(),
        volumes,
        new Manifest.Surroundings(hooks(), context.kinds(), warnings));
  }

  private VolumeOutcome outcome(BackupPlan.VolumeMethod method, Context context) {
    VolumeName volume = method.volume();
    return switch (method.way()) {
      case MISSING -> new VolumeOutcome.Failed(volume, method.reason());
      case FROZEN -> captured(volume, false, context);
      case LIVE -> captured(volume, true, context);
    };
  }

  private VolumeOutcome captured(VolumeName volume, boolean live, Context context) {
    if (!(outcomes.get(new BackupStep.Move(volume, live).key()) instanceof Outcome.Moved moved)) {
      throw new IllegalArgumentException("volume %s was not moved".formatted(volume));
    }
    List<Outcome.Moved> overlays = overlays(volume);
    String path = Objects.requireNonNull(context.paths().get(volume), volume::text);
    if (moved.empty()
        && overlays.stream().allMatch(Outcome.Moved::empty)
        && !context.mayBeEmpty().contains(volume)) {
      // A disk that is not mounted leaves an empty directory: it must never become a copy.
      return new VolumeOutcome.Failed(
          volume,
          "%s has no file: mount what belongs there, or give the volume the role spool if it may be empty"
              .formatted(path));
    }
    long files = moved.files();
    long bytes = moved.bytes();
    Completeness completeness = moved.completeness();
    for (Outcome.Moved overlay : overlays) {
      files += overlay.files();
      bytes += overlay.bytes();
      completeness = completeness.with(overlay.completeness());
    }
    return new VolumeOutcome.Captured(
        volume,
        path,
        live ? Consistency.LIVE : Consistency.ATOMIC,
        new VolumeOutcome.Content(moved.snapshot(), moved.tree(), files, bytes, overlaid(volume)),
        completeness);
  }

  /** What hooks put beside the volume's own files. */
  private List<Outcome.Moved> overlays(VolumeName volume) {
    return hooksOf(volume)
        .map(hook -> outcomes.get(new BackupStep.MoveOverlay(hook.name(), volume).key()))
        .filter(Outcome.Moved.class::isInstance)
        .map(Outcome.Moved.class::cast)
        .toList();
  }

  /** Those that add to a volume, and to no other. */
  private Stream<BackupRequest.Hook> hooksOf(VolumeName volume) {
    return plan.hooks().stream().filter(hook -> hook.volumes().getFirst().equals(volume));
  }

  private List<String> overlaid(VolumeName volume) {
    return hooksOf(volume)
        .map(hook -> outcomes.get(new BackupStep.CloseHook(hook.name()).key()))
        .filter(Outcome.HookClosed.class::isInstance)
        .flatMap(outcome -> ((Outcome.HookClosed) outcome).overlaid().stream())
        .toList();
  }

  private List<Manifest.Hook> hooks() {
    List<Manifest.Hook> hooks = new ArrayList<>();
    for (BackupRequest.Hook hook : plan.hooks()) {
      HookName name = hook.name();
      StepResult opened = result(new BackupStep.OpenHook(name, true));
      Instant closed = result(new BackupStep.CloseHook(name)).ended();
      String what =
          opened.outcome() instanceof Outcome.HookOpened(String words, var _, var _) ? words : "";
      hooks.add(new Manifest.Hook(name, what, opened.ended(), closed));
    }
    return hooks;
  }

  private StepResult result(BackupStep step) {
    return results.stream()
        .filter(result -> result.key().equals(step.key()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("'%s' was not done".formatted(step.key())));
  }
}
