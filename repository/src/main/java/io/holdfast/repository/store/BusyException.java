package io.holdfast.repository.store;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call that the store put off: it is overloaded or wants fewer requests; try again later. */
public final class BusyException extends IOException {
  private static final long serialVersionUID = 1;

  private final @Nullable Duration retryAfter;

  /**
   * @param retryAfter how long the store asks its clients to wait; null when it did not say
   */
  public BusyException(String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    super(message, cause);
    this.retryAfter = retryAfter;
  }

  /** How long the store asks its clients to wait, when it said so. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
