package io.holdfast.api.policy;

import io.holdfast.schema.shape.ComponentException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Lengths of time that make sense. */
final class Times {
  private Times() {}

  static void requirePositive(String component, @Nullable Duration length) {
    if (length != null && !length.isPositive()) {
      throw new ComponentException(component, "is no time at all", "more than 0s");
    }
  }

  static void requireNotNegative(String component, Duration length) {
    if (length.isNegative()) {
      throw new ComponentException(component, "is before now", "0s or more");
    }
  }
}
