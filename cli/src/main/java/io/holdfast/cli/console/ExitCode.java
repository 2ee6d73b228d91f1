package io.holdfast.cli.console;

/** How the program ends: zero only when what was asked for has happened. */
public enum ExitCode {
  /** Done. */
  DONE(0),
  /** Failed; nothing is said about what was asked for. */
  FAILED(1),
  /** The command line or a variable is wrong; nothing was done. */
  USAGE(2),
  /** Finished, but some files could not be read or written. */
  INCOMPLETE(3),
  /** There is no repository at this place. */
  NO_SUCH_REPOSITORY(10),
  /** Somebody else holds a lock on the repository. */
  LOCKED(11),
  /** No key of the repository takes this password. */
  WRONG_PASSWORD(12),
  /** A rule that protects the data forbids it. */
  REFUSED_BY_POLICY(20),
  /** Interrupted by Ctrl-C or a signal. */
  INTERRUPTED(130);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
