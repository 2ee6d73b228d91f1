package io.holdfast.protection.retention;

import io.holdfast.protection.retention.RetentionPlan.Why;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The points that stay whatever a policy says.
 *
 * @param complete the newest complete one
 * @param data the newest of the others, when it is newer than that
 */
record Foremost(@Nullable Candidate complete, @Nullable Candidate data) {
  /**
   * @param newestFirst all of them
   * @param counted those that are not of the future: such a one does not say what the newest data
   *     is
   */
  static Foremost of(List<Candidate> newestFirst, List<Candidate> counted) {
    Candidate complete = newestComplete(counted).or(() -> newestComplete(newestFirst)).orElse(null);
    Candidate data =
        counted.stream()
            .filter(point -> !point.complete())
            .findFirst()
            .filter(point -> complete == null || point.cutEnd().isAfter(complete.cutEnd()))
            .orElse(null);
    return new Foremost(complete, data);
  }

  private static Optional<Candidate> newestComplete(List<Candidate> newestFirst) {
    return newestFirst.stream().filter(Candidate::complete).findFirst();
  }

  Optional<Reason> reason(Candidate point) {
    if (point.equals(complete)) {
      return Optional.of(new Reason.NewestComplete());
    }
    return point.equals(data)
        ? Optional.of(new Reason.NewestAllTheSame(point.kind()))
        : Optional.empty();
  }

  boolean isNewest(Candidate point) {
    return point.equals(complete);
  }

  Why why(Candidate point) {
    return !point.complete() && complete != null && complete.cutEnd().isAfter(point.cutEnd())
        ? new Why.Superseded(point.kind(), complete.id())
        : new Why.NothingKeepsIt();
  }
}
