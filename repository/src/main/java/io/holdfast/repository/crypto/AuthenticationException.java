package io.holdfast.repository.crypto;

import java.io.IOException;

/** Sealed bytes whose tag does not fit: they were damaged, or sealed with another key. */
public final class AuthenticationException extends IOException {
  private static final long serialVersionUID = 1;

  public AuthenticationException(String message) {
    super(message);
  }
}
