package io.holdfast.protection.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The fire times of one application.
 *
 * @param offset by which each fire comes later than the cron says
 */
public record Timetable(Cron cron, ZoneId zone, Duration offset) {
  /** The first one after this instant. */
  public Instant next(Instant after) {
    return times().next(after.minus(offset)).plus(offset);
  }

  /** The last one that is not after this instant. */
  public Instant previous(Instant upTo) {
    return times().previous(upTo.minus(offset)).plus(offset);
  }

  /**
   * How much time lies between the fires around an instant: what may pass without a run. It differs
   * from day to day when the cron leaves out days, and where clocks are set.
   */
  public Duration interval(Instant at) {
    return Duration.between(previous(at), next(at));
  }

  private FireTimes times() {
    return new FireTimes(cron, zone);
  }
}
