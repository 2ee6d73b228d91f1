package io.holdfast.testkit.peer;

import java.util.List;

/**
 * What a program left when it ended.
 *
 * @param command what was run, so that a failed assertion shows it
 * @param exit the exit code; 128 and the signal's number when a signal ended it
 * @param output standard output, read as UTF-8
 * @param errors standard error, read as UTF-8
 */
public record Finished(List<String> command, int exit, String output, String errors) {
  public Finished {
    command = List.copyOf(command);
  }

  /**
   * This, when the exit code is the expected one.
   *
   * @throws AssertionError otherwise, with everything that was printed
   */
  public Finished exits(int expected) {
    if (exit != expected) {
      throw new AssertionError(
          "%s ended with %d, expected %d%n%s%n%s"
              .formatted(String.join(" ", command), exit, expected, output, errors));
    }
    return this;
  }
}
