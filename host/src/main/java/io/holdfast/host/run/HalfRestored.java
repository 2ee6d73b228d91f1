package io.holdfast.host.run;

import io.holdfast.catalog.RunRows;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.protection.point.Completeness;
import io.holdfast.protection.restore.RestorePlan;
import io.holdfast.protection.restore.RestorePlan.Step;
import io.holdfast.protection.restore.RestoreRequest.Mode;
import io.holdfast.protection.run.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Volumes that a restore in place left half way: partly what was there before, partly what its
 * point has. Such a mixture is nothing that a backup may call complete.
 */
final class HalfRestored {
  /** Nobody looks further back for a restore. */
  private static final int MOST = 1000;

  private HalfRestored() {}

  /** What a volume lacks because of that: nothing once it was restored as a whole. */
  static Completeness of(VolumeName volume, Subject subject, RunRows rows) throws IOException {
    for (Run run : rows.newest(subject.name(), Run.Type.RESTORE, MOST)) {
      List<Step> steps;
      Mode mode;
      try {
        RestorePlan plan = Journal.read(run.plan(), RestorePlan.class);
        steps = plan.steps();
        mode = plan.mode();
      } catch (UnreadableRecordException unread) {
        continue; // what it did is not known, and was told when it ended
      }
      Set<String> done =
          rows.steps(run.id()).stream().map(RunRows.RecordedStep::key).collect(Collectors.toSet());
      List<Step.Fill> begun = begun(steps, done);
      boolean touched = begun.stream().anyMatch(fill -> fill.volume().equals(volume));
      boolean all = begun.stream().allMatch(fill -> done.contains(fill.key()));
      if (mode == Mode.IN_PLACE && touched && !all) {
        return missing(run);
      }
      if (touched && all && isSettled(run, mode, begun)) {
        break;
      }
    }
    return new Completeness(0, 0, 0, List.of());
  }

  /** The fills of which something may have been done. */
  private static List<Step.Fill> begun(List<Step> steps, Set<String> done) {
    List<Step.Fill> begun = new ArrayList<>();
    for (Step step : steps) {
      if (step instanceof Step.Fill fill) {
        begun.add(fill);
      }
      if (!done.contains(step.key())) {
        break;
      }
    }
    return begun;
  }

  /** Whether whole volumes are as one point has them since. */
  private static boolean isSettled(Run run, Mode mode, List<Step.Fill> fills) {
    boolean whole = fills.stream().allMatch(fill -> fill.include().isEmpty());
    return whole
        && switch (mode) {
          case IN_PLACE -> true;
          case SWAP -> run.end() != null && run.end().outcome() == Run.Outcome.DONE;
          case ASIDE -> false;
        };
  }

  private static Completeness missing(Run run) {
    return new Completeness(
        0,
        0,
        1,
        List.of(
            new Completeness.Failure(
                "/",
                "%s did not end, so the volume is partly what was there before: restore it in place once more, as a whole"
                    .formatted(run.id()))));
  }
}
