package io.holdfast.repository.lock;

import io.holdfast.repository.store.RefusedException;
import java.io.IOException;

/** The store does not take a lock: it may be read, but not written. */
public final class UnwritableLockException extends IOException {
  private static final long serialVersionUID = 1;

  UnwritableLockException(RefusedException why) {
    super(why.getMessage(), why);
  }
}
