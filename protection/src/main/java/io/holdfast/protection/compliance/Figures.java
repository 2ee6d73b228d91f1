package io.holdfast.protection.compliance;

import io.holdfast.schema.shape.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times and lengths in reasons. */
final class Figures {
  private Figures() {}

  /** In whole seconds, rounded up: what is a little late is not on time. */
  static String length(Duration length) {
    Duration whole = Duration.ofSeconds(length.plusNanos(999_999_999).toSeconds());
    return DurationText.write(whole);
  }

  /** That what was done before is not known; empty when it is, or there was no before. */
  static String sinceRebuild(Evidence evidence) {
    Instant lost = evidence.past().runsLost();
    return lost == null || evidence.measured().created().isAfter(lost)
        ? ""
        : " since the catalog was rebuilt at %s, and what was done before is not known"
            .formatted(time(lost));
  }

  /** From when on what never happened is late. */
  static Instant begin(Evidence evidence) {
    Instant created = evidence.measured().created();
    Instant lost = evidence.past().runsLost();
    return lost != null && lost.isAfter(created) ? lost : created;
  }

  static String time(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
