package io.holdfast.protection.run;

import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.name.ApplicationName;
import io.holdfast.protection.name.RepositoryName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An execution of a plan.
 *
 * @param id unique; for a backup, the name of the point that it makes
 * @param subject what it is about
 * @param started by this machine's clock
 * @param end absent while it goes on, or was cut off
 * @param plan what it executes, as JSON
 * @param securing whether it is a backup that only makes a point of what a restore is about to
 *     overwrite: a part of that restore, and no evidence that backups work
 */
public record Run(
    String id,
    Type type,
    Subject subject,
    Instant started,
    @Nullable End end,
    String plan,
    boolean securing) {
  /** One of its own right. */
  public Run(
      String id, Type type, Subject subject, Instant started, @Nullable End end, String plan) {
    this(id, type, subject, started, end, plan, false);
  }

  /** What kind of plan it executes. */
  public enum Type {
    BACKUP,
    RESTORE,
    RETENTION
  }

  /** What a run is about. */
  public record Subject(RepositoryName repository, ApplicationName application) {
    /** Whose facts it makes. */
    public LedgerLine line() {
      return LedgerLine.of(repository, application);
    }
  }

  /** How it ended. */
  public record End(Instant time, Outcome outcome, String message) {}

  /** How a run can end. */
  public enum Outcome {
    /** All of the plan was done. */
    DONE,
    /** All of the plan was done, and something of it is missing, as the message says. */
    INCOMPLETE,
    /** Nothing came of it; what it had begun was undone. */
    FAILED,
    /** Somebody stopped it; what it had begun was undone. */
    CANCELLED
  }

  /** The same run, ended. */
  public Run ended(End outcome) {
    return new Run(id, type, subject, started, outcome, plan, securing);
  }
}
