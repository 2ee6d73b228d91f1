package io.holdfast.host.retention;

import io.holdfast.host.run.FactLog;
import io.holdfast.host.run.Journal;
import io.holdfast.host.run.Subject;
import io.holdfast.host.run.Surroundings;
import io.holdfast.protection.ledger.Fact;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.removal.RemovalPlan;
import io.holdfast.protection.run.Run;
import java.io.IOException;

/** How one run goes, as it is recorded. */
final class Course {
  private static final String NO_RESULT = "{}";

  private final Surroundings surroundings;
  private final FactLog facts;
  private final Run run;
  private String at = "open repository";

  private Course(Surroundings surroundings, FactLog facts, Run run) {
    this.surroundings = surroundings;
    this.facts = facts;
    this.run = run;
  }

  /** One that begins now. */
  static Course begin(
      Surroundings surroundings, FactLog facts, Subject subject, String id, RemovalPlan plan)
      throws IOException {
    Run run =
        new Run(
            id,
            Run.Type.RETENTION,
            subject.ofRun(),
            surroundings.clock().instant(),
            null,
            Journal.text(plan));
    surroundings.catalog().runs().begin(run);
    return new Course(surroundings, facts, run);
  }

  /** One that an earlier process began. */
  static Course resumed(Surroundings surroundings, FactLog facts, Run run) {
    return new Course(surroundings, facts, run);
  }

  /** What a step does. */
  interface Work {
    void perform() throws IOException, InterruptedException;
  }

  /** Does what is no step of the plan: nothing is recorded unless it fails. */
  void prepare(String what, Work work) throws IOException, InterruptedException {
    at = what;
    work.perform();
  }

  /** Does a step and records that it was done. */
  void step(String key, Work work) throws IOException, InterruptedException {
    at = key;
    work.perform();
    surroundings.catalog().runs().add(run.id(), key, NO_RESULT);
  }

  Run done(String message) throws IOException {
    return end(Run.Outcome.DONE, message);
  }

  Run incomplete(String message) throws IOException {
    return end(Run.Outcome.INCOMPLETE, message);
  }

  Run failed(IOException failure) throws IOException {
    return failed(at, String.valueOf(failure.getMessage()));
  }

  Run failed(String step, String reason) throws IOException {
    note(step, reason);
    return end(Run.Outcome.FAILED, "'%s' failed: %s".formatted(step, reason));
  }

  Run cancelled() throws IOException {
    note(at, "somebody stopped it");
    return end(Run.Outcome.CANCELLED, "somebody stopped it at '%s'".formatted(at));
  }

  /** Nothing of it is left half done; the next run does the rest. */
  Run cutOff(String reason) throws IOException {
    note("the run", reason);
    return end(Run.Outcome.FAILED, reason);
  }

  private void note(String step, String reason) throws IOException {
    facts.observe(
        run.subject().line(),
        Fact.Draft.at(
            surroundings.clock().instant(),
            "holdfast",
            new FactBody.RunFailed(run.id(), step, reason)));
  }

  private Run end(Run.Outcome outcome, String message) throws IOException {
    Run.End end = new Run.End(surroundings.clock().instant(), outcome, message);
    surroundings.catalog().runs().end(run.id(), end);
    return run.ended(end);
  }
}
