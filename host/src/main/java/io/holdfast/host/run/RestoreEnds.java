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
    // Else, after a power cut, what is said to be there now would be removed as what was begun.
    surroundings.catalog().force();
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
        String message = reason + removed(plan, fills, recorded);
        yield failed(run, "the run", message, message);
      }
    };
  }

  /** Ends one of which nobody knows what it was about to do: it does not come back by itself. */
  private Run unknown(Run run, IOException unread) throws IOException {
    String reason =
        "its process ended in its midst, and %s; nothing is swapped or removed any more: look beside the volumes for what ends with .%s, and restore again"
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
    if (swaps.isNothingDone()) {
      String reason =
          "its process ended before it exchanged anything: do it again, with " + plan.point();
      String message = reason + removed(plan, RestoreRecovery.own(plan), recorded);
      return failed(run, RestorePlan.SWAPS_BEGIN, message, message);
    }
    swaps.requireUnused();
    try {
      swaps.complete();
    } catch (IOException failure) {
      String reason = "its process ended while it swapped: " + failure.getMessage();
      return failed(run, RestorePlan.SWAPS_BEGIN, reason, reason);
    }
    return done(run, plan, swaps.settled());
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
        told.append(removed(directory, RestorePlan.made(fill.volume()), recorded));
      } catch (IOException failure) {
        told.append(
            "; %s could not be removed: %s".formatted(directory, FileFailure.words(failure)));
      }
    }
    return told.toString();
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
    for (RecordedStep step : recorded) {
      if (step.key().equals(made)
          && Journal.read(step.result(), DirectoryIdentity.class).inode() == inode) {
        OwnDirectory.remove(directory);
        return "; %s, which it had made, is removed".formatted(directory);
      }
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
