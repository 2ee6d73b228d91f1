package io.holdfast.repository.lock;

import io.holdfast.repository.store.ObjectName;
import java.io.IOException;

/** A lock that is damaged, or of a form that is not known: who holds it, and how, is unknown. */
public final class UnreadableLockException extends IOException {
  private static final long serialVersionUID = 1;

  UnreadableLockException(ObjectName lock, IOException cause) {
    super(
        "the lock %s cannot be read (%s); once nobody works on the repository, 'holdfast unlock --remove-all' removes it"
            .formatted(lock.path(), cause.getMessage()),
        cause);
  }
}
