package io.holdfast.host.run;

import io.holdfast.catalog.RunRows;
import io.holdfast.catalog.RunRows.RecordedStep;
import io.holdfast.host.state.RealPath;
import io.holdfast.protection.point.Completeness;
import io.holdfast.protection.restore.DirectoryIdentity;
import io.holdfast.protection.restore.RestorePlan;
import io.holdfast.protection.restore.RestorePlan.Step;
import io.holdfast.protection.restore.SwapPair;
import io.holdfast.protection.run.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Directories that a restore left half way: partly what was there before, be it nothing, partly
 * what its point has. Such a mixture is nothing that a backup may call complete.
 */
final class HalfRestored {
  private static final Completeness NOTHING = new Completeness(0, 0, 0, List.of());

  private HalfRestored() {}

  /**
   * What a directory lacks because of that: nothing once it was restored as a whole, or by a swap,
   * or the part of it that was wanted then; nor where another directory is in its place. It does
   * not matter what the volume is called, or which application has it.
   *
   * @param directory where the volume is, without symbolic links
   */
  static Completeness of(Path directory, RunRows rows) throws IOException {
    Optional<DirectoryIdentity> now = Swaps.found(directory);
    Set<List<String>> redone = new HashSet<>();
    for (Run run : rows.having(Run.Type.RESTORE, RestorePlan.WRITES)) {
      RestorePlan plan;
      try {
        plan = Journal.read(run.plan(), RestorePlan.class);
      } catch (UnreadableRecordException unread) {
        continue; // what it did is not known, and was told when it ended
      }
      List<RecordedStep> recorded = rows.steps(run.id());
      if (run.end() == null && isBeingSwapped(directory, recorded)) {
        return missing(run);
      }
      if (now.isPresent() && isSwappedIn(directory, now.get(), run, recorded)) {
        return NOTHING;
      }
      for (Step.Fill fill : plan.fills()) {
        if (!isInto(directory, now.orElse(null), fill, recorded)) {
          continue;
        }
        switch (state(fill, keys(recorded))) {
          case UNTOUCHED -> {}
          case DONE -> {
            if (fill.include().isEmpty()) {
              return NOTHING;
            }
            redone.add(fill.include());
          }
          case HALF -> {
            if (!redone.contains(fill.include())) {
              return missing(run);
            }
          }
        }
      }
    }
    return NOTHING;
  }

  /** Whether some volumes of it may be of then, and others of now. */
  private static boolean isBeingSwapped(Path directory, List<RecordedStep> recorded) {
    return swaps(recorded).stream()
        .anyMatch(pair -> RealPath.of(Path.of(pair.swap().live())).equals(directory));
  }

  /** None where none had begun, or nobody can read which. */
  private static List<SwapPair> swaps(List<RecordedStep> recorded) {
    for (RecordedStep step : recorded) {
      if (step.key().equals(RestorePlan.SWAPS_BEGIN)) {
        try {
          return Journal.read(step.result(), Swaps.class).pairs();
        } catch (UnreadableRecordException unknown) {
          return List.of();
        }
      }
    }
    return List.of();
  }

  /**
   * Whether what is there now is what a swap brought: what it took out may be back in its place.
   */
  private static boolean isSwappedIn(
      Path directory, DirectoryIdentity now, Run run, List<RecordedStep> recorded) {
    if (run.end() == null || run.end().outcome() != Run.Outcome.DONE) {
      return false;
    }
    return swaps(recorded).stream()
        .anyMatch(pair ->
            RealPath.of(Path.of(pair.swap().live())).equals(directory)
                && pair.restored().inode() == now.inode());
  }

  /** Whether it wrote into what is there now: by the directory itself, else by its name. */
  private static boolean isInto(
      Path directory, @Nullable DirectoryIdentity now, Step.Fill fill, List<RecordedStep> recorded)
      throws IOException {
    boolean named = RealPath.of(Path.of(fill.directory())).equals(directory);
    for (RecordedStep step : recorded) {
      if (step.key().equals(RestorePlan.writing(fill.volume())) && now != null) {
        try {
          WrittenDirectory then = Journal.read(step.result(), WrittenDirectory.class);
          return then.is(directory, now, named);
        } catch (UnreadableRecordException unknown) {
          return named; // it was not there before
        }
      }
    }
    return named;
  }

  /** How far a fill came. */
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

  private static Set<String> keys(List<RecordedStep> recorded) {
    return recorded.stream().map(RecordedStep::key).collect(Collectors.toSet());
  }

  private static Completeness missing(Run run) {
    return new Completeness(
        0,
        0,
        1,
        List.of(
            new Completeness.Failure(
                "/",
                "%s did not end, so the volume is partly what was there before: restore it in place once more, swap it in, or begin it anew in another directory"
                    .formatted(run.id()))));
  }
}
