package io.holdfast.host.run;

import io.holdfast.catalog.PointRows;
import io.holdfast.catalog.RunRows.RecordedStep;
import io.holdfast.host.state.OwnDirectory;
import io.holdfast.protection.ledger.Fact;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.point.RestorePoint;
import io.holdfast.protection.restore.DirectoryIdentity;
import io.holdfast.protection.restore.RestorePlan;
import io.holdfast.protection.restore.RestorePlan.Step;
import io.holdfast.protection.restore.RestoreRecovery;
import io.holdfast.protection.run.Run;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ends restores: those that were carried out, and those whose process was killed. */
final class RestoreEnds {
  private final Surroundings surroundings;
  private final FactLog facts;

  RestoreEnds(Surroundings surroundings, FactLog facts) {
    this.surroundings = surroundings;
    this.facts = facts;
  }

  /**
   * All of it is done, after somebody took it up.
   *
   * @param warning what went wrong besides; empty when nothing did
   */
  Run done(Run run, RestorePlan plan, String warning) throws IOException {
    return ended(run, restored(run, plan, warning));
  }

  /** All of it is done, in one go: how long that took is how long it takes. */
  Run doneAtOnce(Run run, RestorePlan plan, String warning) throws IOException {
    Run.End end = restored(run, plan, warning);
    rehearsed(run, plan, end.time());
    return ended(run, end);
  }

  private Run.End restored(Run run, RestorePlan plan, String warning) throws IOException {
    String message =
        Stream.of(warning, plan.caveat())
            .filter(said -> !said.isEmpty())
            .collect(Collectors.joining("; "));
    Run.End end = new Run.End(now(), Run.Outcome.DONE, message);
    facts.observe(
        run.subject().line(),
        Fact.Draft.at(
            end.time(),
            "holdfast",
            new FactBody.Restored(
                run.id(),
                plan.point(),
                plan.mode().name(),
                plan.fills().stream().map(Step.Fill::directory).toList())));
    return end;
  }

  private void rehearsed(Run run, RestorePlan plan, Instant time) throws IOException {
    PointRows points = surroundings.catalog().points();
    Optional<RestorePoint> point = points.find(run.subject().repository(), plan.point());
    if (point.isPresent() && plan.rehearsed().size() == point.get().size().volumes()) {
      points.put(
          run.subject().repository(),
          point.get().rehearsed(time, Duration.between(run.started(), time)));
    }
  }

  /** Nothing came of it. */
  Run failed(Run run, String step, String reason, String message) throws IOException {
    Run.End end = new Run.End(now(), Run.Outcome.FAILED, message);
    facts.observe(
        run.subject().line(),
        Fact.Draft.at(end.time(), "holdfast", new FactBody.RunFailed(run.id(), step, reason)));
    return ended(run, end);
  }

  Run ended(Run run, Run.End end) throws IOException {
    surroundings.catalog().runs().end(run.id(), end);
    try {
      // Else, after a power cut, nobody knows that it ended.
      surroundings.catalog().force();
    } catch (IOException failure) {
      return run.ended(
          new Run.End(
              end.time(),
              end.outcome(),
              "%s; what is known of it may not outlive a power cut: %s"
                  .formatted(end.message(), failure.getMessage())));
    }
    return run.ended(end);
  }

  private Instant now() {
    return surroundings.clock().instant();
  }

  /** Ends one whose process was killed: what it swaps is swapped, or it leaves nothing. */
  Run recover(Run run) throws IOException {
    RestorePlan plan;
    try {
      plan = Journal.read(run.plan(), RestorePlan.class);
    } catch (IOException unread) {
      return unknown(run, unread);
    }
    List<RecordedStep> recorded = surroundings.catalog().runs().steps(run.id());
    return switch (RestoreRecovery.of(plan, recorded.stream().map(RecordedStep::key).toList())) {
      case RestoreRecovery.Finished _ -> done(run, plan, "");
      case RestoreRecovery.Swapping _ -> swapped(run, plan, recorded);
      case RestoreRecovery.Abandoned(String reason, List<Step.Fill> fills) -> {
        String message = reason + begun(plan, recorded) + removed(plan, fills, recorded);
        yield failed(run, "the run", message, message);
      }
    };
  }

  /** Ends one of which nobody knows what it was about to do: it does not come back by itself. */
  private Run unknown(Run run, IOException unread) throws IOException {
    String reason =
        "its process ended in its midst, and %s; nothing is swapped or removed any more: look beside the volumes for what ends with .%s, or with .part behind that, and restore again"
            .formatted(unread.getMessage(), run.id());
    return failed(run, "the run", reason, reason);
  }

  private static Swaps swaps(List<RecordedStep> recorded) throws IOException {
    RecordedStep begin =
        recorded.stream()
            .filter(step -> step.key().equals(RestorePlan.SWAPS_BEGIN))
            .findFirst()
            .orElseThrow();
    return Journal.read(begin.result(), Swaps.class);
  }

  private Run swapped(Run run, RestorePlan plan, List<RecordedStep> recorded) throws IOException {
    Swaps swaps;
    try {
      swaps = swaps(recorded);
    } catch (IOException unread) {
      return unknown(run, unread);
    }
    try {
      if (swaps.isNothingDone()) {
        String message =
            "its process ended before it exchanged anything: do it again, with %s%s"
                .formatted(plan.point(), removed(plan, RestoreRecovery.own(plan), recorded));
        return failed(run, RestorePlan.SWAPS_BEGIN, message, message);
      }
    } catch (IOException gone) {
      return swapFailed(run, gone);
    }
    swaps.requireUnused();
    try {
      swaps.complete();
    } catch (IOException failure) {
      return swapFailed(run, failure);
    }
    return done(run, plan, swaps.settled());
  }

  private Run swapFailed(Run run, IOException failure) throws IOException {
    String reason = "its process ended while it swapped: " + FileFailure.words(failure);
    return failed(run, RestorePlan.SWAPS_BEGIN, reason, reason);
  }

  /** What it had begun to write into, and did not make itself. */
  private static String begun(RestorePlan plan, List<RecordedStep> recorded) {
    Set<String> keys = recorded.stream().map(RecordedStep::key).collect(Collectors.toSet());
    return plan.fills().stream()
        .filter(fill -> keys.contains(RestorePlan.writing(fill.volume())))
        .filter(fill -> !keys.contains(fill.key()))
        .map(fill ->
            "; %s is %s"
                .formatted(
                    fill.directory(),
                    fill.over() ? "partly what was there before" : "only a part of it"))
        .collect(Collectors.joining());
  }

  private static String removed(
      RestorePlan plan, List<Step.Fill> fills, List<RecordedStep> recorded) {
    StringBuilder told = new StringBuilder();
    for (Step.Fill fill : fills) {
      if (recorded.stream().anyMatch(step -> step.key().equals(fill.key()))) {
        told.append("; %s is whole and stays".formatted(fill.directory()));
        continue;
      }
      Path directory = Path.of(plan.filledAt(fill));
      try {
        if (!Files.exists(directory) && isMade(Path.of(fill.directory()), fill, recorded)) {
          // Killed before the rename was recorded.
          told.append("; %s is whole and stays".formatted(fill.directory()));
          continue;
        }
        told.append(removed(directory, RestorePlan.made(fill.volume()), recorded));
      } catch (IOException failure) {
        told.append(
            "; %s could not be removed: %s".formatted(directory, FileFailure.words(failure)));
      }
    }
    return told.toString();
  }

  private static boolean isMade(Path directory, Step.Fill fill, List<RecordedStep> recorded)
      throws IOException {
    Optional<DirectoryIdentity> found = Swaps.found(directory);
    return found.isPresent()
        && made(RestorePlan.made(fill.volume()), recorded, found.get().inode());
  }

  private static boolean made(String key, List<RecordedStep> recorded, long inode)
      throws IOException {
    for (RecordedStep step : recorded) {
      if (step.key().equals(key)
          && Journal.read(step.result(), DirectoryIdentity.class).inode() == inode) {
        return true;
      }
    }
    return false;
  }

  /** Removes a directory that is the one that was made: its name alone may be another's by now. */
  private static String removed(Path directory, String made, List<RecordedStep> recorded)
      throws IOException {
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      return "";
    }
    Optional<String> kept = PlaceSurvey.used(directory);
    if (kept.isPresent()) {
      return "; %s, which has only a part, stays: %s".formatted(directory, kept.get());
    }
    long inode = Swaps.found(directory).map(DirectoryIdentity::inode).orElseThrow();
    if (made(made, recorded, inode)) {
      OwnDirectory.remove(directory);
      return "; %s, which it had made, is removed".formatted(directory);
    }
    try {
      Files.delete(directory); // killed before it could note which it had made
      return "; %s, which was empty, is removed".formatted(directory);
    } catch (DirectoryNotEmptyException another) {
      // told below
    }
    return "; %s stays, for nobody knows whether it is what the run made: look, and remove it"
        .formatted(directory);
  }
}
