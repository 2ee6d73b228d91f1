package io.holdfast.protection.backup;

import io.holdfast.protection.backup.StepResult.Outcome;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What becomes of a backup whose process ended in its midst; decided from what was recorded. */
public sealed interface Recovery {
  /** The point is there; only the books are left to do. */
  record Finished(Outcome.Sealed seal) implements Recovery {}

  /** The cut is whole, so the rest can be done as if nothing had happened. */
  record Resumed(List<BackupStep> rest) implements Recovery {
    public Resumed {
      rest = List.copyOf(rest);
    }
  }

  /**
   * The cut was lost with the process: hooks do not outlive it.
   *
   * @param rest what is still to be cleaned up; volume snapshots may be there of which no result
   *     tells
   */
  record Abandoned(String reason, List<BackupStep> rest) implements Recovery {
    public Abandoned {
      rest = List.copyOf(rest);
    }
  }

  /** Decides. */
  static Recovery of(BackupPlan plan, List<StepResult> results) {
    Set<String> done = results.stream().map(StepResult::key).collect(Collectors.toSet());
    for (StepResult result : results) {
      if (result.outcome() instanceof Outcome.Sealed seal) {
        return new Finished(seal);
      }
    }
    List<BackupStep> rest =
        plan.steps().stream().filter(step -> !done.contains(step.key())).toList();
    for (BackupStep step : rest) {
      switch (step) {
        case BackupStep.OpenHook _, BackupStep.Freeze _, BackupStep.CloseHook _ -> {
          return new Abandoned(
              "it ended before '%s'; what held still for the cut lets go by itself"
                  .formatted(step.key()),
              releases(plan));
        }
        case BackupStep.Move move -> {
          // A live copy without hooks has no cut to lose; with hooks, one of them is still to
          // close.
          if (move.live() && !plan.hooks().isEmpty()) {
            return new Abandoned(
                "it ended before '%s'; its hooks let go by themselves".formatted(step.key()),
                releases(plan));
          }
        }
        case BackupStep.MoveOverlay _, BackupStep.Release _, BackupStep.Seal _ -> {}
      }
    }
    return new Resumed(rest);
  }

  /** What removes every volume snapshot that a plan may have made. */
  static List<BackupStep> releases(BackupPlan plan) {
    return plan.steps().stream().filter(BackupStep.Release.class::isInstance).toList();
  }
}
