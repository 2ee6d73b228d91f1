package io.holdfast.host.hook;

import java.io.IOException;

/** A cut that cannot be right as it was asked for; the message says why and what to do instead. */
public final class RefusedException extends IOException {
  private static final long serialVersionUID = 1;

  public RefusedException(String message) {
    super(message);
  }
}
