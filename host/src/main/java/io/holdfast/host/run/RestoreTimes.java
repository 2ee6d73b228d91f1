package io.holdfast.host.run;

import io.holdfast.catalog.RunRows;
import io.holdfast.protection.compliance.Evidence.Recoveries.Measured;
import io.holdfast.protection.name.VolumeName;
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
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
    return newest(subject, since, rows, RestoreTimes::whole);
  }

  /** The newest one that brought back all volumes, each as a whole, and passed the probes. */
  public static Optional<Measured> rehearsal(Subject subject, Instant since, RunRows rows)
      throws IOException {
    return newest(subject, since, rows, RestorePlan::rehearsed);
  }

  private static Optional<Measured> newest(
      Subject subject,
      Instant since,
      RunRows rows,
      Function<RestorePlan, Set<VolumeName>> broughtBack)
      throws IOException {
    Set<VolumeName> volumes =
        subject.application().spec().volumes().stream()
            .map(volume -> VolumeName.parse(volume.name()))
            .collect(Collectors.toSet());
    for (Run run : done(subject, since, rows)) {
      if (plan(run).map(broughtBack).filter(back -> back.containsAll(volumes)).isPresent()) {
        return Optional.of(measured(run));
      }
    }
    return Optional.empty();
  }

  private static List<Run> done(Subject subject, Instant since, RunRows rows) throws IOException {
    return rows.newest(subject.name(), Run.Type.RESTORE, MOST).stream()
        .filter(run -> !run.started().isBefore(since))
        .filter(RestoreTimes::isMeasured)
        .toList();
  }

  /** By a clock that was set back meanwhile nothing is. */
  private static boolean isMeasured(Run run) {
    Run.@Nullable End end = run.end();
    return end != null && end.outcome() == Run.Outcome.DONE && !end.time().isBefore(run.started());
  }

  private static Measured measured(Run run) {
    Instant end = Objects.requireNonNull(run.end(), "one that is done has ended").time();
    return new Measured(end, Duration.between(run.started(), end));
  }

  /** Empty for one that cannot be read: what is not known is no evidence. */
  private static Optional<RestorePlan> plan(Run run) {
    try {
      return Optional.of(Journal.read(run.plan(), RestorePlan.class));
    } catch (UnreadableRecordException unread) {
      return Optional.empty();
    }
  }

  private static Set<VolumeName> whole(RestorePlan plan) {
    return plan.steps().stream().anyMatch(Step.Secure.class::isInstance)
        ? Set.of()
        : plan.fills().stream()
            .filter(fill -> fill.include().isEmpty())
            .map(Step.Fill::volume)
            .collect(Collectors.toSet());
  }
}
