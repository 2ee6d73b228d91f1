package io.holdfast.protection.schedule;

import io.holdfast.schema.shape.DurationText;
import java.time.Duration;
import java.time.ZoneId;

/**
 * When runs are due, for every application with this policy.
 *
 * @param zone whose clock the cron reads
 * @param jitter within which the applications are spread, so that not all begin at once; less than
 *     the time between two fires, whole seconds
 */
public record Schedule(Cron cron, ZoneId zone, Duration jitter) {
  public Schedule {
    Duration shortest = cron.shortestInterval();
    if (jitter.isNegative() || jitter.compareTo(shortest) >= 0) {
      throw new IllegalArgumentException(
          "the jitter of '%s' cannot be %s: expected no time or more, and less than the %s between two fires"
              .formatted(cron, DurationText.write(jitter), DurationText.write(shortest)));
    }
  }

  /** The fire times of one application; the same ones whenever and wherever they are asked for. */
  public Timetable of(String application) {
    long seconds = jitter.toSeconds();
    Duration offset =
        seconds == 0
            ? Duration.ZERO
            : Duration.ofSeconds(Long.remainderUnsigned(spread(application), seconds + 1));
    return new Timetable(cron, zone, offset);
  }

  /**
   * A number that names differing by one letter do not share the high or low bits of: FNV-1a, mixed
   * as MurmurHash3 does at its end. It is no secret, so it needs no cryptography.
   */
  private static long spread(String name) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
    return hash ^ hash >>> 33;
  }
}
