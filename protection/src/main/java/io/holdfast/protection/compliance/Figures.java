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

  static String time(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
