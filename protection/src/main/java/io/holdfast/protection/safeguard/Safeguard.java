package io.holdfast.protection.safeguard;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a weakening needs before it takes effect.
 *
 * @param delay how long it waits after it was asked for
 * @param secondPersonSince somebody else must agree to what was asked for from then on; absent when
 *     nobody could, with a single administrator
 */
public record Safeguard(Duration delay, @Nullable Instant secondPersonSince) {
  private static final Duration A_DAY = Duration.ofHours(24);

  /** A second person and 24 hours. */
  public static final Safeguard STANDARD = new Safeguard(A_DAY, Instant.MIN);

  /** With a single administrator: 24 hours alone. */
  public static final Safeguard ALONE = new Safeguard(A_DAY, null);

  public Safeguard {
    if (delay.isNegative()) {
      throw new IllegalArgumentException(
          "a weakening cannot wait for %s: expected no time or more".formatted(delay));
    }
  }

  /** Whether somebody else must agree to what was asked for at a time. */
  boolean needsSecondPerson(Instant asked) {
    return secondPersonSince != null && !asked.isBefore(secondPersonSince);
  }
}
