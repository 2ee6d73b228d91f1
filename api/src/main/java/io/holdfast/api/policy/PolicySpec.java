package io.holdfast.api.policy;

import io.holdfast.schema.annotation.Default;
import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.shape.ComponentException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When restore points are made, how long they stay, and what is promised about them. */
@Doc("When restore points are made, how long they stay, and what is promised about them.")
public record PolicySpec(
    @Doc("When restore points are made; without it, only when somebody asks.")
        @Nullable Schedule schedule,
    @Doc("Which restore points stay; without it, all.") @Nullable Retention retention,
    @Doc("What is promised; what is measured is compared with it.") @Default("{}")
        Objectives objectives,
    @Doc(
            "How often a restore has to be tried, which nobody does by itself yet: it counts when"
                + " all of a point is restored aside, or swapped in, and passes the application's"
                + " probes.")
        @Nullable Rehearsal rehearsal,
    @Doc("How backups are made.") @Default("{}") BackupRules backup,
    @Doc("Directories that nobody may forget.") @Default("{}") Coverage coverage,
    @Doc(
            "How long a removal waits that makes the protection weaker: shorter retention, a hold"
                + " that is released, a key or repository that goes.")
        @Default("24h")
        Duration destructiveDelay) {
  public PolicySpec {
    Times.requireNotNegative("destructiveDelay", destructiveDelay);
  }

  /** The same with its paths seen from a directory. */
  public PolicySpec from(Path directory) {
    return new PolicySpec(
        schedule,
        retention,
        objectives,
        rehearsal,
        backup,
        coverage.from(directory),
        destructiveDelay);
  }

  /** What is promised. */
  @Doc("What is promised; what is measured is compared with it.")
  public record Objectives(
      @Doc("The recovery point objective: how old the newest complete restore point may be.")
          @Nullable Duration rpo,
      @Doc("The recovery time objective: how long a restore may take.") @Nullable Duration rto) {
    public Objectives {
      Times.requirePositive("rpo", rpo);
      Times.requirePositive("rto", rto);
    }
  }

  /** How often a restore is tried in isolation. */
  @Doc("A restore into isolation, probed and timed.")
  public record Rehearsal(@Doc("How often it is done.") Duration every) {
    public Rehearsal {
      if (every.compareTo(Duration.ofMinutes(1)) < 0) {
        throw new ComponentException("every", "is less than a minute", "1m or more");
      }
    }
  }
}
