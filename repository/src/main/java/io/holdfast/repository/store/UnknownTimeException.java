package io.holdfast.repository.store;

import java.io.IOException;

/** A store that answers, but does not say what time it is. */
public final class UnknownTimeException extends IOException {
  private static final long serialVersionUID = 1;

  public UnknownTimeException(String message) {
    super(message);
  }
}
