package io.holdfast.protection.point;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is proven about a point, each since when; nothing is proven by the passing of time.
 *
 * @param captured when it was sealed
 * @param complete whether it has everything in scope
 * @param verified when all of its data was last read and compared; absent while it never was
 * @param rehearsed when it last passed a restore with the application's probes
 * @param recoveryTime how long that restore took
 */
public record Proof(
    Instant captured,
    boolean complete,
    @Nullable Instant verified,
    @Nullable Instant rehearsed,
    @Nullable Duration recoveryTime) {
  /** What is proven by the seal alone. */
  public static Proof ofSeal(Instant captured, boolean complete) {
    return new Proof(captured, complete, null, null, null);
  }
}
