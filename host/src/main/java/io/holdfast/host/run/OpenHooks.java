package io.holdfast.host.run;

import io.holdfast.catalog.RunRows;
import io.holdfast.host.hook.Limits;
import io.holdfast.host.hook.Method;
import io.holdfast.protection.backup.BackupPlan;
import io.holdfast.protection.backup.BackupStep;
import io.holdfast.protection.backup.StepResult;
import io.holdfast.protection.backup.StepResult.Outcome;
import io.holdfast.protection.measure.MeasuredApplication.OpenHook;
import io.holdfast.protection.name.HookName;
import io.holdfast.protection.run.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The hooks that runs hold open, as their records have it. */
public final class OpenHooks {
  private OpenHooks() {}

  /**
   * Those of a run that has not ended; its process may have been killed, and then nobody knows that
   * they are closed before the run is taken up.
   */
  public static List<OpenHook> of(RunRows rows, Run run) throws IOException {
    if (run.type() != Run.Type.BACKUP || run.end() != null) {
      return List.of();
    }
    try {
      return open(
          Journal.read(run.plan(), BackupPlan.class), new Journal(rows, run.id()).results());
    } catch (UnreadableRecordException unread) {
      return List.of(); // nobody knows; whoever takes the run up tells that
    }
  }

  private static List<OpenHook> open(BackupPlan plan, List<StepResult> recorded) {
    Map<String, StepResult> results = new HashMap<>();
    recorded.forEach(result -> results.put(result.key(), result));
    List<OpenHook> open = new ArrayList<>();
    for (BackupStep step : plan.steps()) {
      if (step instanceof BackupStep.OpenHook(HookName hook, boolean live)
          && results.get(step.key()) instanceof StepResult(var _, var _, var since, var outcome)
          && outcome instanceof Outcome.HookOpened
          && !results.containsKey(new BackupStep.CloseHook(hook).key())) {
        Limits limits = Limits.usual(live ? Method.LIVE : Method.SNAPSHOT);
        open.add(new OpenHook(hook, since, limits.hold()));
      }
    }
    return open;
  }
}
