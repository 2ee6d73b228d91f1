package io.holdfast.host.platform;

import java.io.IOException;

/** An answer would be larger than any may be; the message says what to ask for instead. */
final class LargeAnswerException extends IOException {
  private static final long serialVersionUID = 1L;

  LargeAnswerException(String message) {
    super(message);
  }
}
