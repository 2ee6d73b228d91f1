package io.holdfast.cli;

/** How the program ends: zero only when what was asked for has happened. */
enum ExitCode {
  DONE(0),
  FAILED(1),
  USAGE(2),
  /** Finished, but some files could not be read. */
  INCOMPLETE(3),
  NO_SUCH_REPOSITORY(10),
  LOCKED(11),
  WRONG_PASSWORD(12),
  REFUSED_BY_POLICY(20),
  INTERRUPTED(130);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
