package io.holdfast.repository.select;

/** A pattern or tag file that says nothing because of its syntax; the message names it. */
public final class BadPatternException extends Exception {
  private static final long serialVersionUID = 1L;

  BadPatternException(String message) {
    super(message);
  }
}
