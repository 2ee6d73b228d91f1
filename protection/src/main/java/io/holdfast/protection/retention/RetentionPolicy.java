package io.holdfast.protection.retention;

import io.holdfast.retention.KeepRules;
import java.time.Duration;
import java.time.ZoneId;

/**
 * What is kept of an application's restore points.
 *
 * @param rules none means that everything is kept: nothing says what may go
 * @param minimumAge nothing younger is removed, complete or not; zero for no such rule
 * @param zone in which hours, days, weeks, months and years begin
 */
public record RetentionPolicy(KeepRules rules, Duration minimumAge, ZoneId zone) {
  public RetentionPolicy {
    if (minimumAge.isNegative()) {
      throw new IllegalArgumentException(
          "the minimum age cannot be %s: expected no time or more".formatted(minimumAge));
    }
  }
}
