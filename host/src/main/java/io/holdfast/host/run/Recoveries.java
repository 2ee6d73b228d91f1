package io.holdfast.host.run;

import io.holdfast.api.kind.Application;
import io.holdfast.protection.run.Run;
import java.io.IOException;
import java.util.List;

/** What becomes of runs whose process was killed; for whoever has the state for himself. */
public final class Recoveries {
  private final Surroundings surroundings;
  private final RestoreEnds restores;
  private final Backups backups;
  private final TakenUp retentions;

  public Recoveries(Surroundings surroundings, FactLog facts, Backups backups, TakenUp retentions) {
    this.surroundings = surroundings;
    this.restores = new RestoreEnds(surroundings, facts);
    this.backups = backups;
    this.retentions = retentions;
  }

  /** Ends a run without an end, on which nobody works. */
  public interface TakenUp {
    Run recover(Subject subject, Run run) throws IOException, InterruptedException;

    /** The same where its repository is not to be had any more. */
    Run giveUp(Run run, String reason) throws IOException;
  }

  /** The runs without an end, which before this process begins one are those that were cut off. */
  public List<Run> cutOff() throws IOException {
    return surroundings.catalog().runs().unended();
  }

  /**
   * Ends a run that was cut off.
   *
   * @return the run, ended
   * @throws IOException what it needs is not to be had now: it stays as it is
   */
  public Run end(Subject subject, Run run) throws IOException, InterruptedException {
    return switch (run.type()) {
      case BACKUP -> backups.recover(subject, run);
      case RETENTION -> retentions.recover(subject, run);
      case RESTORE -> restores.recover(run);
    };
  }

  /**
   * Ends a run whose repository is declared no more, which nobody waits for then. No hook is open,
   * for none outlives its process; a restore needs no repository to be ended as ever.
   *
   * @return the run, ended
   */
  public Run giveUp(Application application, Run run) throws IOException {
    String reason =
        "its process ended in its midst, and repository %s is declared no more: what it left there stays"
            .formatted(run.subject().repository());
    return switch (run.type()) {
      case BACKUP -> backups.giveUp(application, run, reason);
      case RETENTION -> retentions.giveUp(run, reason);
      case RESTORE -> restores.recover(run);
    };
  }
}
