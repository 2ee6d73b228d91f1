package io.holdfast.protection.backup;

import io.holdfast.protection.backup.BackupRequest.Hook;
import io.holdfast.protection.backup.StepResult.Outcome;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.protection.point.Cut;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** When the cut of a backup was, from how its steps went. */
public final class CutTimes {
  private final BackupPlan plan;
  private final Map<String, StepResult> results;
  private final Duration uncertainty;

  private CutTimes(BackupPlan plan, List<StepResult> results, Duration uncertainty) {
    this.plan = plan;
    this.results = results.stream().collect(Collectors.toMap(StepResult::key, Function.identity()));
    this.uncertainty = uncertainty;
  }

  /**
   * The smallest interval that holds the cuts of all volumes.
   *
   * @param results of every step before the seal
   */
  public static Cut of(BackupPlan plan, List<StepResult> results, Duration uncertainty) {
    CutTimes times = new CutTimes(plan, results, uncertainty);
    return plan.steps().stream()
        .flatMap(step -> times.cut(step).stream())
        .reduce(Cut::with)
        .orElseThrow(() -> new IllegalArgumentException("nothing was cut"));
  }

  private Optional<Cut> cut(BackupStep step) {
    return switch (step) {
      case BackupStep.Freeze _ -> Optional.of(during(step));
      case BackupStep.Move(VolumeName volume, boolean live) ->
          live ? Optional.of(cutOfLive(volume, step)) : Optional.empty();
      case BackupStep.OpenHook _,
          BackupStep.CloseHook _,
          BackupStep.MoveOverlay _,
          BackupStep.Release _,
          BackupStep.Seal _ ->
          Optional.empty();
    };
  }

  private Cut cutOfLive(VolumeName volume, BackupStep move) {
    return plan.hooks().stream()
        .filter(hook -> hook.volumes().contains(volume))
        .findFirst()
        .map(this::cutOf)
        .orElseGet(() -> during(move));
  }

  private Cut cutOf(Hook hook) {
    StepResult close = result(new BackupStep.CloseHook(hook.name()));
    return switch (hook.keeps()) {
      // Nothing changed while it was open.
      case STILL ->
          cut(result(new BackupStep.OpenHook(hook.name(), true)).ended(), close.started());
      // The copy recovers to where the log ends, which is while the hook closes.
      case RECOVERABLE ->
          close.outcome()
                  instanceof Outcome.HookClosed(Instant includes, Instant closed, var _, var _)
              ? cut(includes, closed)
              : cut(close.started(), close.ended());
    };
  }

  private Cut during(BackupStep step) {
    StepResult result = result(step);
    return cut(result.started(), result.ended());
  }

  /** A clock that was set back meanwhile gives no cut that ends before it begins. */
  private Cut cut(Instant start, Instant end) {
    return new Cut(start, end.isBefore(start) ? start : end, uncertainty);
  }

  private StepResult result(BackupStep step) {
    return Objects.requireNonNull(results.get(step.key()), step::key);
  }
}
