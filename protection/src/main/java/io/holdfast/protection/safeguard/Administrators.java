package io.holdfast.protection.safeguard;

import java.time.Duration;

/** How many people there are who may take protection away. */
public enum Administrators {
  /** Nobody could agree, so that the delay is all there is. */
  ONE,
  /** Somebody else has to agree. */
  SEVERAL;

  /** What a weakening needs with such a delay. */
  public Safeguard safeguard(Duration delay) {
    return new Safeguard(delay, this == SEVERAL);
  }
}
