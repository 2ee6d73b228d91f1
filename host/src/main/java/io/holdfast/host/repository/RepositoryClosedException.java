package io.holdfast.host.repository;

import java.io.IOException;

/** A repository cannot be opened; the message says why and what to do. */
public final class RepositoryClosedException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Why it cannot be opened. */
  public enum Why {
    ABSENT,
    /** Another one is where it was. */
    REPLACED,
    /** It has another name. */
    MISNAMED,
    LOCKED,
    WRONG_PASSWORD,
    NO_KEY
  }

  private final Why why;

  RepositoryClosedException(Why why, String message) {
    super(message);
    this.why = why;
  }

  public Why why() {
    return why;
  }
}
