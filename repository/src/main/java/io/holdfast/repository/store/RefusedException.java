package io.holdfast.repository.store;

import java.io.IOException;

/**
 * A call that the store refused for good: wrong credentials, missing rights, no such bucket, a full
 * disk.
 *
 * <p>Repeating the same call would not help; somebody has to change something first. The message
 * says what.
 */
public final class RefusedException extends IOException {
  private static final long serialVersionUID = 1;

  public RefusedException(String message) {
    super(message);
  }

  public RefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
