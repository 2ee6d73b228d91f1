package io.holdfast.cli.console;

import java.io.IOException;

/** Ends a command: the sentence for the person, and the exit code for his script. */
public final class StopException extends IOException {
  private static final long serialVersionUID = 1;

  private final ExitCode code;

  public StopException(ExitCode code, String message) {
    super(message);
    this.code = code;
  }

  public StopException(ExitCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** The command line asks for something that makes no sense. */
  public static StopException usage(String message) {
    return new StopException(ExitCode.USAGE, message);
  }

  /** The command line asks for something that makes no sense, which {@code why} says. */
  public static StopException usage(IllegalArgumentException why) {
    return new StopException(ExitCode.USAGE, String.valueOf(why.getMessage()), why);
  }

  /** What was asked for cannot be done. */
  public static StopException failed(String message) {
    return new StopException(ExitCode.FAILED, message);
  }

  public ExitCode code() {
    return code;
  }
}
