package io.holdfast.host.run;

import io.holdfast.protection.ledger.Fact;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.run.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What becomes of runs whose process was killed; for whoever has the state for himself. */
public final class Recoveries {
  private final Surroundings surroundings;
  private final FactLog facts;
  private final Backups backups;

  public Recoveries(Surroundings surroundings, FactLog facts, Backups backups) {
    this.surroundings = surroundings;
    this.facts = facts;
    this.backups = backups;
  }

  /** Finds an application by its name. */
  public interface Subjects {
    Subject of(String application) throws IOException;
  }

  /**
   * Ends every run without an end.
   *
   * @return these runs, ended
   */
  public List<Run> run(Subjects subjects) throws IOException, InterruptedException {
    List<Run> ended = new ArrayList<>();
    for (Run run : surroundings.catalog().runs().unended()) {
      Subject subject = subjects.of(run.subject().application().text());
      ended.add(
          switch (run.type()) {
            case BACKUP -> backups.recover(subject, run);
            case RESTORE, RETENTION -> abandoned(subject, run);
          });
    }
    return List.copyOf(ended);
  }

  /** A restore filled a directory of its own, or can be done once more: nothing is to be undone. */
  private Run abandoned(Subject subject, Run run) throws IOException {
    var steps = surroundings.catalog().runs().steps(run.id());
    String reason =
        "its process ended after %s: do it again"
            .formatted(steps.isEmpty() ? "it began" : "'%s'".formatted(steps.getLast().key()));
    facts.observe(
        subject.line(),
        Fact.Draft.at(
            surroundings.clock().instant(),
            "holdfast",
            new FactBody.RunFailed(run.id(), "the run", reason)));
    Run.End end = new Run.End(surroundings.clock().instant(), Run.Outcome.FAILED, reason);
    surroundings.catalog().runs().end(run.id(), end);
    return run.ended(end);
  }
}
