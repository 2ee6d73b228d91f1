package io.holdfast.repository.backup;

import java.io.IOException;
import java.io.InterruptedIOException;

/** A backup was interrupted, and the packs it stored last stand in no index file. */
public final class UnindexedPacksException extends InterruptedIOException {
  private static final long serialVersionUID = 1;

  /**
   * @param interruption what ended the backup
   * @param why they could not be indexed
   */
  UnindexedPacksException(InterruptedIOException interruption, IOException why) {
    super(why.getMessage());
    initCause(interruption);
    addSuppressed(why);
  }
}
