package io.holdfast.server;

/** How the program ends; the numbers are the command's. */
enum ExitCode {
  /** It was asked to stop, and did. */
  DONE(0),
  /** It could not start, or what was under way did not end in time. */
  FAILED(1),
  /** The command line is wrong; nothing was done. */
  USAGE(2),
  /** Another process owns the state directory. */
  LOCKED(11);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
