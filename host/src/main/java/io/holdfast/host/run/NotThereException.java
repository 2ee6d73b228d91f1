package io.holdfast.host.run;

import java.io.IOException;

/** What somebody named is not there; the message says what, and what there is. */
public final class NotThereException extends IOException {
  private static final long serialVersionUID = 1L;

  public NotThereException(String message) {
    super(message);
  }
}
