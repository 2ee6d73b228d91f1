package io.holdfast.host.browse;

import java.io.IOException;

/** A point has no such volume, or a volume no such entry; the message says which. */
public final class NotThereException extends IOException {
  private static final long serialVersionUID = 1L;

  NotThereException(String message) {
    super(message);
  }
}
