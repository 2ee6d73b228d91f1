package io.holdfast.host.run;

import io.holdfast.catalog.RunRows;
import io.holdfast.protection.compliance.Evidence.Recoveries.Measured;
import io.holdfast.protection.restore.RestorePlan;
import io.holdfast.protection.restore.RestorePlan.Step;
import io.holdfast.protection.run.Run;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How long restores took. */
public final class RestoreTimes {
  /** Nobody looks further back for a restore. */
  private static final int MOST = 1000;

  private RestoreTimes() {}

  /**
   * The newest restore that brought back all volumes, each as a whole: that of one file says
   * nothing about how long the application would be away, nor one onto what was there, most of
   * which may have stayed.
   *
   * @param since what began before was done for a former application of the same name
   */
  public static Optional<Measured> newest(Subject subject, Instant since, RunRows rows)
      throws IOException {
    Set<String> volumes =
        subject.application().spec().volumes().stream()
            .map(volume -> volume.name())
            .collect(Collectors.toSet());
    for (Run run : rows.newest(subject.name(), Run.Type.RESTORE, MOST)) {
      Run.End end = run.end();
      if (end != null
          && end.outcome() == Run.Outcome.DONE
          && !run.started().isBefore(since)
          && whole(run).containsAll(volumes)) {
        return Optional.of(new Measured(end.time(), Duration.between(run.started(), end.time())));
      }
    }
    return Optional.empty();
  }

  private static Set<String> whole(Run run) {
    RestorePlan plan;
    try {
      plan = Journal.read(run.plan(), RestorePlan.class);
    } catch (UnreadableRecordException unread) {
      return Set.of(); // what is not known is no evidence
    }
    if (plan.steps().stream().anyMatch(Step.Secure.class::isInstance)) {
      return Set.of();
    }
    return plan.steps().stream()
        .filter(step -> step instanceof Step.Fill fill && fill.include().isEmpty())
        .map(step -> ((Step.Fill) step).volume().text())
        .collect(Collectors.toSet());
  }
}
