package io.holdfast.cli.doctor;

import io.holdfast.cli.console.Printable;

/**
 * What is to be said about one thing.
 *
 * @param subject the thing
 * @param state how it is
 * @param words what was found; when something is amiss, with what to do
 */
record Finding(String subject, State state, String words) {
  /** How a thing is. */
  enum State {
    GOOD,
    /** It works, but not as well as it could. */
    ODD,
    /** Backups will fail. */
    BAD
  }

  static Finding good(String subject, String words) {
    return new Finding(subject, State.GOOD, words);
  }

  static Finding odd(String subject, String words) {
    return new Finding(subject, State.ODD, words);
  }

  static Finding bad(String subject, String words) {
    return new Finding(subject, State.BAD, words);
  }

  /** For people. */
  String line() {
    return "%-5s %-10s %s".formatted(word(), subject, Printable.of(words));
  }

  private String word() {
    return switch (state) {
      case GOOD -> "good";
      case ODD -> "odd";
      case BAD -> "BAD";
    };
  }
}
