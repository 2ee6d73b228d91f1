package io.holdfast.repository.task;

import java.io.InterruptedIOException;

/** The failure of work whose thread was interrupted: somebody no longer wants it. */
public final class Interruption {
  private static final String CANCELLED = "the work was cancelled";

  private Interruption() {}

  /** For work that goes on and on without a wait in which an interrupt would be noticed. */
  public static void heed() throws InterruptedIOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException(CANCELLED);
    }
  }

  /** Of a wait; the thread is interrupted again, so that whatever it waits for next ends, too. */
  public static InterruptedIOException of(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return of(CANCELLED, cause);
  }

  /** Of a call that noticed by itself, and so left the thread interrupted. */
  public static InterruptedIOException of(String message, Throwable cause) {
    InterruptedIOException failure = new InterruptedIOException(message);
    failure.initCause(cause);
    return failure;
  }
}
