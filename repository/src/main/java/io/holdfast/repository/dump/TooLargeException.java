package io.holdfast.repository.dump;

import java.io.IOException;

/** A file has more bytes than whoever reads it expects. */
public final class TooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  TooLargeException(String message) {
    super(message);
  }
}
