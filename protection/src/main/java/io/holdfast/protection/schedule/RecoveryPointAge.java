package io.holdfast.protection.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** How much work would be lost now, against the objective (RPO). */
public sealed interface RecoveryPointAge {
  /** No more than the objective. */
  record Met(Duration age) implements RecoveryPointAge {}

  /** More than the objective. */
  record Missed(Duration age, Duration by) implements RecoveryPointAge {}

  /** Everything: there is no complete point. */
  record NothingComplete() implements RecoveryPointAge {}

  /**
   * Measures.
   *
   * @param complete when the cuts of the complete points began: data from after that may be
   *     missing; those of the future count for nothing
   */
  static RecoveryPointAge of(List<Instant> complete, Duration objective, Instant now) {
    return complete.stream()
        .filter(each -> !each.isAfter(now))
        .max(Comparator.naturalOrder())
        .<RecoveryPointAge>map(newest -> {
          Duration age = Duration.between(newest, now);
          return age.compareTo(objective) <= 0
              ? new Met(age)
              : new Missed(age, age.minus(objective));
        })
        .orElseGet(NothingComplete::new);
  }
}
