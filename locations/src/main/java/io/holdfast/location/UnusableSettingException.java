package io.holdfast.location;

/** Something that a person has set cannot be used; the message tells him what was expected. */
public final class UnusableSettingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  UnusableSettingException(String message) {
    super(message);
  }

  UnusableSettingException(String message, Throwable cause) {
    super(message, cause);
  }
}
