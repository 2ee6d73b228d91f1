package io.holdfast.host.platform;

import io.holdfast.api.platform.RunView;
import io.holdfast.api.platform.RunView.Failure;
import io.holdfast.api.platform.RunView.Failures;
import io.holdfast.catalog.RunRows;
import io.holdfast.host.run.Journal;
import io.holdfast.protection.backup.BackupPlan;
import io.holdfast.protection.backup.BackupStep;
import io.holdfast.protection.backup.StepResult;
import io.holdfast.protection.backup.StepResult.Outcome;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.protection.point.VolumeOutcome;
import io.holdfast.protection.run.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a backup could not take, as the record of its run has it. */
final class BackupFailures {
  private final List<Failure> first = new ArrayList<>();
  private long total;

  private BackupFailures() {}

  /**
   * Finds it.
   *
   * @return empty when nothing is missing, or another program wrote what this one cannot read
   */
  static Optional<Failures> of(Run run, List<RunRows.RecordedStep> steps) {
    if (run.type() != Run.Type.BACKUP
        || run.end() == null
        || run.end().outcome() != Run.Outcome.INCOMPLETE) {
      return Optional.empty();
    }
    try {
      BackupFailures failures = new BackupFailures();
      failures.add(Journal.read(run.plan(), BackupPlan.class), outcomes(steps));
      return failures.total == 0
          ? Optional.empty()
          : Optional.of(new Failures(failures.total, failures.first));
    } catch (IOException unread) {
      return Optional.empty(); // the run's message says how many there are
    }
  }

  private static Map<String, Outcome> outcomes(List<RunRows.RecordedStep> steps)
      throws IOException {
    Map<String, Outcome> outcomes = new HashMap<>();
    for (RunRows.RecordedStep step : steps) {
      outcomes.put(step.key(), Journal.read(step.result(), StepResult.class).outcome());
    }
    return outcomes;
  }

  private void add(BackupPlan plan, Map<String, Outcome> outcomes) {
    if (outcomes.get(new BackupStep.Seal().key()) instanceof Outcome.Sealed sealed) {
      for (VolumeOutcome.Failed failed : sealed.failed()) {
        add(new Failure(failed.volume().text(), null, failed.reason()));
        total++;
      }
    }
    for (BackupStep step : plan.steps()) {
      switch (step) {
        case BackupStep.Move(VolumeName volume, boolean _) -> add(volume, outcomes.get(step.key()));
        case BackupStep.MoveOverlay(var _, VolumeName volume) ->
            add(volume, outcomes.get(step.key()));
        case BackupStep.OpenHook _,
            BackupStep.Freeze _,
            BackupStep.CloseHook _,
            BackupStep.Release _,
            BackupStep.Seal _ -> {}
      }
    }
  }

  private void add(VolumeName volume, @Nullable Outcome outcome) {
    if (outcome instanceof Outcome.Moved moved) {
      total += moved.completeness().failed();
      for (var failure : moved.completeness().failures()) {
        add(new Failure(volume.text(), failure.path(), failure.reason()));
      }
    }
  }

  private void add(Failure failure) {
    if (first.size() < RunView.Failures.MOST) {
      first.add(failure);
    }
  }
}
