package io.holdfast.protection.ledger;

/** A text is no fact. */
public final class MalformedFactException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedFactException(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
