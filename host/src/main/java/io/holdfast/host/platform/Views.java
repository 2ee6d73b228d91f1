package io.holdfast.host.platform;

import io.holdfast.api.platform.PointView;
import io.holdfast.api.platform.RunView;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.point.RestorePoint;
import io.holdfast.protection.run.Run;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the catalog has, as callers see it. */
final class Views {
  private Views() {}

  /**
   * A restore point.
   *
   * @param missing those that the repository does not have any more
   */
  static PointView of(RestorePoint point, Set<PointId> missing) {
    return new PointView(
        point.id().text(),
        point.application().text(),
        new PointView.Cut(point.cut().start(), point.cut().end()),
        new PointView.State(point.isComplete(), missing.contains(point.id()), point.secures()),
        word(point.consistency()),
        new PointView.Size(
            point.size().volumes(),
            point.size().files(),
            point.size().bytes(),
            point.size().failures()),
        point.snapshot().text());
  }

  /**
   * A run.
   *
   * @param made the point that it made
   * @param restored where it put volumes
   * @param failures what it could not take
   */
  static RunView of(
      Run run,
      @Nullable RestorePoint made,
      List<RunView.Restored> restored,
      RunView.@Nullable Failures failures) {
    Run.End end = run.end();
    return new RunView(
        run.id(),
        word(run.type()),
        run.subject().application().text(),
        run.subject().repository().text(),
        run.started(),
        end == null
            ? null
            : new RunView.End(
                end.time(), outcome(end.outcome()), end.message(), restored, failures),
        made == null ? null : of(made, Set.of()));
  }

  private static RunView.Outcome outcome(Run.Outcome outcome) {
    return switch (outcome) {
      case DONE -> RunView.Outcome.DONE;
      case INCOMPLETE -> RunView.Outcome.INCOMPLETE;
      case FAILED -> RunView.Outcome.FAILED;
      case CANCELLED -> RunView.Outcome.CANCELLED;
    };
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
