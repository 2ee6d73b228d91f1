package io.holdfast.protection.compliance;

import io.holdfast.schema.annotation.Name;

/** How it stands with a promise. */
public enum Standing {
  @Name("met")
  MET("met"),
  @Name("missed")
  MISSED("missed"),
  /** Nobody knows. */
  @Name("unknown")
  UNKNOWN("unknown"),
  @Name("not-promised")
  NOT_PROMISED("not promised");

  private final String words;

  Standing(String words) {
    this.words = words;
  }

  /** As people call it. */
  public String words() {
    return words;
  }

  /** Whether nothing is wrong, for certain. */
  boolean isRight() {
    return switch (this) {
      case MET, NOT_PROMISED -> true;
      case MISSED, UNKNOWN -> false;
    };
  }
}
