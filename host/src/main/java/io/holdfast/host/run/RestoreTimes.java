package io.holdfast.host.run;

import io.holdfast.catalog.RunRows;
import io.holdfast.protection.compliance.Evidence.Recoveries.Measured;
import io.holdfast.protection.restore.RestorePlan;
import io.holdfast.protection.restore.RestorePlan.Step;
import io.holdfast.protection.run.Run;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
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
    for (Run run : done(subject, since, rows)) {
      if (whole(run).containsAll(volumes)) {
        return Optional.of(measured(run));
      }
    }
    return Optional.empty();
  }

  /** The newest one that brought back all volumes, each as a whole, and passed the probes. */
  public static Optional<Measured> rehearsal(Subject subject, Instant since, RunRows rows)
      throws IOException {
    int volumes = subject.application().spec().volumes().size();
    for (Run run : done(subject, since, rows)) {
      if (plan(run).filter(plan -> plan.rehearses(volumes)).isPresent()) {
        return Optional.of(measured(run));
      }
    }
    return Optional.empty();
  }

  private static List<Run> done(Subject subject, Instant since, RunRows rows) throws IOException {
    return rows.newest(subject.name(), Run.Type.RESTORE, MOST).stream()
        .filter(run -> !run.started().isBefore(since))
        .filter(run -> run.end() != null && run.end().outcome() == Run.Outcome.DONE)
        .toList();
  }

  private static Measured measured(Run run) {
    Instant end = Objects.requireNonNull(run.end(), "one that is done has ended").time();
    return new Measured(end, Duration.between(run.started(), end));
  }

  private static Set<String> whole(Run run) {
    return plan(run)
        .filter(plan -> plan.steps().stream().noneMatch(Step.Secure.class::isInstance))
        .map(RestoreTimes::whole)
        .orElse(Set.of());
  }

  /** Empty for one that cannot be read: what is not known is no evidence. */
  private static Optional<RestorePlan> plan(Run run) {
    try {
      return Optional.of(Journal.read(run.plan(), RestorePlan.class));
    } catch (UnreadableRecordException unread) {
      return Optional.empty();
    }
  }

  private static Set<String> whole(RestorePlan plan) {
    return plan.steps().stream()
        .filter(step -> step instanceof Step.Fill fill && fill.include().isEmpty())
        .map(step -> ((Step.Fill) step).volume().text())
        .collect(Collectors.toSet());
  }
}
