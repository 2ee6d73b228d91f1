package io.holdfast.host.run;

import io.holdfast.catalog.RunRows;
import io.holdfast.host.state.RealPath;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.protection.point.Completeness;
import io.holdfast.protection.restore.DirectoryIdentity;
import io.holdfast.protection.restore.RestorePlan;
import io.holdfast.protection.restore.RestorePlan.Step;
import io.holdfast.protection.restore.RestoreRequest.Mode;
import io.holdfast.protection.run.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Volumes that a restore in place left half way: partly what was there before, partly what its
 * point has. Such a mixture is nothing that a backup may call complete.
 */
final class HalfRestored {
  /** Nobody looks further back for a restore. */
  private static final int MOST = 1000;

  private static final Completeness NOTHING = new Completeness(0, 0, 0, List.of());

  private HalfRestored() {}

  /**
   * What a volume lacks because of that: nothing once it was restored as a whole, in place or by a
   * swap, or the part of it that was wanted then; nor where another directory is in its place.
   *
   * @param directory where the volume is, without symbolic links
   */
  static Completeness of(VolumeName volume, Path directory, Subject subject, RunRows rows)
      throws IOException {
    Set<List<String>> redone = new HashSet<>();
    for (Run run : rows.newest(subject.name(), Run.Type.RESTORE, MOST)) {
      RestorePlan plan;
      try {
        plan = Journal.read(run.plan(), RestorePlan.class);
      } catch (UnreadableRecordException unread) {
        continue; // what it did is not known, and was told when it ended
      }
      Optional<Step.Fill> fill = fill(plan, volume, directory);
      if (fill.isEmpty()) {
        continue;
      }
      if (plan.mode() == Mode.SWAP) {
        if (run.end() != null && run.end().outcome() == Run.Outcome.DONE) {
          break;
        }
        continue;
      }
      List<RunRows.RecordedStep> recorded = rows.steps(run.id());
      if (isOfAnother(directory, fill.get(), recorded)) {
        continue;
      }
      switch (state(fill.get(), keys(recorded))) {
        case UNTOUCHED -> {}
        case DONE -> {
          if (fill.get().include().isEmpty()) {
            return NOTHING;
          }
          redone.add(fill.get().include());
        }
        case HALF -> {
          if (!redone.contains(fill.get().include())) {
            return missing(run);
          }
        }
      }
    }
    return NOTHING;
  }

  /** How far a fill in place came. */
  private enum State {
    UNTOUCHED,
    HALF,
    DONE
  }

  private static State state(Step.Fill fill, Set<String> keys) {
    if (keys.contains(fill.key())) {
      return State.DONE;
    }
    return keys.contains(RestorePlan.writing(fill.volume()))
            && !keys.contains(RestorePlan.untouched(fill.volume()))
        ? State.HALF
        : State.UNTOUCHED;
  }

  private static Set<String> keys(List<RunRows.RecordedStep> recorded) {
    return recorded.stream().map(RunRows.RecordedStep::key).collect(Collectors.toSet());
  }

  /** Whether what was written into is not what is there now. */
  private static boolean isOfAnother(
      Path directory, Step.Fill fill, List<RunRows.RecordedStep> recorded) throws IOException {
    Optional<DirectoryIdentity> now = Swaps.found(directory);
    for (RunRows.RecordedStep step : recorded) {
      if (step.key().equals(RestorePlan.writing(fill.volume())) && now.isPresent()) {
        try {
          // A device has another number after the machine's next start.
          return Journal.read(step.result(), DirectoryIdentity.class).inode() != now.get().inode();
        } catch (UnreadableRecordException unknown) {
          return false; // it was not there before
        }
      }
    }
    return false;
  }

  /** Of a restore that replaces the volume where it is. */
  private static Optional<Step.Fill> fill(RestorePlan plan, VolumeName volume, Path directory) {
    if (plan.mode() == Mode.ASIDE
        || plan.destinations().stream()
            .noneMatch(one ->
                one.volume().equals(volume)
                    && RealPath.of(Path.of(one.directory())).equals(directory))) {
      return Optional.empty();
    }
    return plan.steps().stream()
        .filter(Step.Fill.class::isInstance)
        .map(Step.Fill.class::cast)
        .filter(fill -> fill.volume().equals(volume))
        .findFirst();
  }

  private static Completeness missing(Run run) {
    return new Completeness(
        0,
        0,
        1,
        List.of(
            new Completeness.Failure(
                "/",
                "%s did not end, so the volume is partly what was there before: restore it in place once more, swap it in, or put another directory there"
                    .formatted(run.id()))));
  }
}
