package io.holdfast.protection.safeguard;

import java.time.Duration;

/**
 * What a weakening needs before it takes effect.
 *
 * @param delay how long it waits after it was asked for
 * @param secondPerson whether somebody else must agree; with a single administrator nobody could
 */
public record Safeguard(Duration delay, boolean secondPerson) {
  private static final Duration A_DAY = Duration.ofHours(24);

  /** A second person and 24 hours. */
  public static final Safeguard STANDARD = new Safeguard(A_DAY, true);

  /** With a single administrator: 24 hours alone. */
  public static final Safeguard ALONE = new Safeguard(A_DAY, false);

  public Safeguard {
    if (delay.isNegative()) {
      throw new IllegalArgumentException(
          "a weakening cannot wait for %s: expected no time or more".formatted(delay));
    }
  }
}
