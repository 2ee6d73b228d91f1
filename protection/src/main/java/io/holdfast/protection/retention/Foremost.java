package io.holdfast.protection.retention;

import io.holdfast.protection.retention.RetentionPlan.Why;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The points that stay whatever a policy says.
 *
 * @param complete the newest complete one
 * @param data the newest of those that are incomplete and newer than that
 */
record Foremost(@Nullable Candidate complete, @Nullable Candidate data) {
  static Foremost of(List<Candidate> newestFirst, Instant storeTime) {
    // One that claims to be of the future says nothing about what the newest data is.
    Predicate<Candidate> real = point -> !point.cutEnd().isAfter(storeTime);
    Candidate complete =
        newestFirst.stream()
            .filter(Candidate::complete)
            .filter(real)
            .findFirst()
            .or(() -> newestFirst.stream().filter(Candidate::complete).findFirst())
            .orElse(null);
    Candidate data =
        newestFirst.stream()
            .filter(point -> !point.complete())
            .filter(real)
            .findFirst()
            .filter(point -> complete == null || point.cutEnd().isAfter(complete.cutEnd()))
            .orElse(null);
    return new Foremost(complete, data);
  }

  Optional<Reason> reason(Candidate point) {
    if (point.equals(complete)) {
      return Optional.of(new Reason.NewestComplete());
    }
    return point.equals(data) ? Optional.of(new Reason.NewestThoughIncomplete()) : Optional.empty();
  }

  Why why(Candidate point) {
    return !point.complete() && complete != null && complete.cutEnd().isAfter(point.cutEnd())
        ? new Why.Superseded(complete.id())
        : new Why.NothingKeepsIt();
  }
}
