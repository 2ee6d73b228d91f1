package io.holdfast.cli.console;

/** How the program ends: zero only when what was asked for has happened. */
public enum ExitCode {
  DONE(0, "done"),
  FAILED(1, "failed; nothing is said about what was asked for"),
  USAGE(2, "the command line or a variable is wrong; nothing was done"),
  INCOMPLETE(3, "finished, but some files could not be read or written"),
  NO_SUCH_REPOSITORY(10, "there is no repository at this place"),
  LOCKED(11, "somebody else holds a lock on the repository"),
  WRONG_PASSWORD(12, "no key of the repository takes this password"),
  REFUSED_BY_POLICY(20, "a rule that protects the data forbids it"),
  INTERRUPTED(130, "interrupted by Ctrl-C or a signal");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  public int number() {
    return number;
  }

  /** What it says to whoever ran the program. */
  public String meaning() {
    return meaning;
  }
}
