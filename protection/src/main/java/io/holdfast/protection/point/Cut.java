package io.holdfast.protection.point;

import java.time.Duration;
import java.time.Instant;

/**
 * The interval in which a restore point's data was frozen, by this machine's clock.
 *
 * <p>What was committed before {@code start} is in the point, what was committed after {@code end}
 * is not.
 *
 * @param uncertainty how far the clock may have been off
 */
public record Cut(Instant start, Instant end, Duration uncertainty) {
  public Cut {
    if (end.isBefore(start)) {
      throw new IllegalArgumentException("a cut from %s cannot end at %s".formatted(start, end));
    }
    if (uncertainty.isNegative()) {
      throw new IllegalArgumentException(
          "an uncertainty of %s is below nothing".formatted(uncertainty));
    }
  }

  /** Whether the cut was over for certain at this time. */
  public boolean endedBefore(Instant time) {
    return end.plus(uncertainty).isBefore(time);
  }

  /** The interval that holds both. */
  public Cut with(Cut other) {
    return new Cut(
        start.isBefore(other.start) ? start : other.start,
        end.isAfter(other.end) ? end : other.end,
        uncertainty.compareTo(other.uncertainty) > 0 ? uncertainty : other.uncertainty);
  }
}
