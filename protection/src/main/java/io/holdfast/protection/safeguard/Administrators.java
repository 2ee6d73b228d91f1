package io.holdfast.protection.safeguard;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many people there are who may take protection away.
 *
 * <p>What was asked for while there was one needs nobody else later on either: whoever comes second
 * does not undo what counts already.
 *
 * @param severalSince since when there are several; absent while there is one
 */
public record Administrators(@Nullable Instant severalSince) {
  /** Nobody could agree, so that the delay is all there is. */
  public static final Administrators ONE = new Administrators(null);

  /** Somebody else has to agree, whenever it was asked for. */
  public static final Administrators SEVERAL = new Administrators(Instant.MIN);

  /** What a weakening needs with such a delay. */
  public Safeguard safeguard(Duration delay) {
    return new Safeguard(delay, severalSince);
  }
}
