package io.holdfast.protection.retention;

import io.holdfast.retention.Age;
import io.holdfast.retention.KeepRules;
import io.holdfast.retention.Period;
import io.holdfast.schema.shape.DurationText;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What an application's policy says of removal, as the ledger records it.
 *
 * @param within zero for no such rule; counted in whole hours, rounded up
 * @param minimumAge nothing younger is removed
 * @param zone in which hours, days, weeks, months and years begin
 * @param delay how long whatever takes protection away waits
 */
public record Terms(
    Counts counts, Duration within, Duration minimumAge, ZoneId zone, Duration delay) {
  /** What holds for an application without a policy: nothing is removed, and holds wait a day. */
  public static final Terms KEEP_ALL =
      new Terms(Counts.NONE, Duration.ZERO, Duration.ZERO, ZoneOffset.UTC, Duration.ofHours(24));

  /** An age has no larger numbers; so many hours are a century, and what is more keeps all. */
  private static final int MOST_HOURS = 1_000_000;

  public Terms {
    zone = zone.normalized(); // UTC has two names in Java, which do not equal each other
    if (within.isNegative() || minimumAge.isNegative() || delay.isNegative()) {
      throw new IllegalArgumentException(
          "within %s, minimum age %s, delay %s: expected no time or more"
              .formatted(within, minimumAge, delay));
    }
  }

  /** So many of each; 0 for no such rule. */
  public record Counts(int last, int hourly, int daily, int weekly, int monthly, int yearly) {
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);
  }

  /** The retention among them. */
  public RetentionPolicy retention() {
    Map<Period, Integer> newestOf =
        Map.of(
            Period.HOUR, counts.hourly,
            Period.DAY, counts.daily,
            Period.WEEK, counts.weekly,
            Period.MONTH, counts.monthly,
            Period.YEAR, counts.yearly);
    return new RetentionPolicy(
        new KeepRules(counts.last, newestOf, age(), Map.of()), minimumAge, zone);
  }

  /** In hours, for a day of the calendar may have 23 of them; never rounded down. */
  private Age age() {
    long hours = within.plusHours(1).minusNanos(1).toHours();
    return hours <= MOST_HOURS
        ? new Age(0, 0, 0, (int) hours)
        : new Age(MOST_HOURS, 0, 0, MOST_HOURS);
  }

  /** In what these others protect less. */
  public Shrinkage shrinkageTo(Terms other) {
    List<String> parts = new ArrayList<>(Shrinkage.between(retention(), other.retention()).parts());
    if (other.delay.compareTo(delay) < 0) {
      parts.add(
          "destructive delay %s becomes %s"
              .formatted(DurationText.write(delay), DurationText.write(other.delay)));
    }
    return new Shrinkage(parts);
  }
}
