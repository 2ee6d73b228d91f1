package io.holdfast.host.run;

import static java.util.stream.Collectors.joining;

import io.holdfast.protection.ledger.Fact;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.plan.Refusal;
import io.holdfast.protection.run.Run;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Ends backups: those that were carried out, those that were given up, and those never begun. */
final class BackupEnds {
  /** Of a backup that was not planned. */
  private static final String NO_PLAN = "{}";

  private final Surroundings surroundings;
  private final FactLog facts;

  BackupEnds(Surroundings surroundings, FactLog facts) {
    this.surroundings = surroundings;
    this.facts = facts;
  }

  /**
   * Removes the files of one that was carried out, and notes its end; what cannot be removed is
   * said in it.
   *
   * <p>The files go first: they may be what the disk is full of, and then nothing can be noted.
   */
  Run ended(Run run, Run.End end) throws IOException {
    String left = removed(run);
    Run.End noted =
        left.isEmpty()
            ? end
            : new Run.End(
                end.time(),
                end.outcome(),
                end.message().isEmpty() ? left : "%s; %s".formatted(end.message(), left));
    new Journal(surroundings.catalog().runs(), run.id()).end(noted);
    return run.ended(noted);
  }

  private String removed(Run run) {
    try {
      RunFiles.remove(surroundings.state(), run.id());
      return "";
    } catch (IOException failure) {
      return "its files could not be removed: " + failure.getMessage();
    }
  }

  /** How one ends that somebody stopped. */
  Run.End cancelled(Run run) throws IOException {
    removed(run);
    note(run, "the run", "somebody stopped it");
    return new Run.End(now(), Run.Outcome.CANCELLED, "somebody stopped it");
  }

  /** How one ends of which nothing came. */
  Run.End failed(Run run, IOException failure) throws IOException {
    String step = failure instanceof StepFailedException failed ? failed.step() : "open repository";
    String reason = String.valueOf(failure.getMessage());
    removed(run);
    note(run, step, reason);
    return new Run.End(now(), Run.Outcome.FAILED, "'%s' failed: %s".formatted(step, reason));
  }

  /** Ends one that was cut off and is not gone on with. */
  Run abandoned(Run run, String reason) throws IOException {
    removed(run);
    note(run, "the run", reason);
    return ended(run, new Run.End(now(), Run.Outcome.FAILED, reason));
  }

  /** Ends one of which nobody knows what it was about to do: that does not come back by itself. */
  Run unknown(Run run, String reason, IOException unread) throws IOException {
    return abandoned(
        run,
        "%s; what it left on this machine is not known: %s".formatted(reason, unread.getMessage()));
  }

  /** Records one that was refused before it began: no less a failure for whoever counts on it. */
  void notBegun(Subject subject, PointId point, List<Refusal> refusals) throws IOException {
    notBegun(
        subject,
        point,
        refusals.stream().map(Refusal::sentence).collect(joining(" | ", "it is refused: ", "")));
  }

  /** Records one that could not be planned. */
  void notBegun(Subject subject, PointId point, IOException failure) {
    try {
      notBegun(subject, point, "it could not be planned: " + failure.getMessage());
    } catch (IOException unwritten) {
      failure.addSuppressed(unwritten);
    }
  }

  private void notBegun(Subject subject, PointId point, String reason) throws IOException {
    Instant now = now();
    Run.End end = new Run.End(now, Run.Outcome.FAILED, reason);
    Run run = new Run(point.text(), Run.Type.BACKUP, subject.ofRun(), now, end, NO_PLAN);
    note(run, "plan", reason);
    surroundings.catalog().runs().record(run);
  }

  private void note(Run run, String step, String reason) throws IOException {
    facts.observe(
        run.subject().line(),
        Fact.Draft.at(now(), "holdfast", new FactBody.RunFailed(run.id(), step, reason)));
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
