package io.holdfast.cli.backup;

import io.holdfast.cli.access.ChildProcess;
import io.holdfast.cli.console.StopException;
import io.holdfast.repository.backup.Source;
import io.holdfast.repository.task.Interruption;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a command prints as a file to back up: whole only when the command says so. */
final class CommandInput implements Source.Input, AutoCloseable {
  private static final ProcessBuilder.Redirect NOTHING =
      ProcessBuilder.Redirect.from(new File("/dev/null"));

  private final List<String> command;
  private @Nullable ChildProcess process;

  /**
   * @param command the program and its arguments; no shell is asked
   */
  CommandInput(List<String> command) {
    this.command = List.copyOf(command);
  }

  @Override
  public InputStream open() throws IOException {
    var started = ChildProcess.start(command, NOTHING);
    process = started;
    return started.output();
  }

  @Override
  public void finished() throws IOException {
    if (process == null) {
      throw new IllegalStateException("the command was not started");
    }
    try {
      int code = process.waitFor();
      if (code != 0) {
        throw StopException.failed(
            "%s ended with exit code %d, so what it printed is not kept"
                .formatted(command.getFirst(), code));
      }
    } catch (InterruptedException interrupted) {
      throw Interruption.of(interrupted);
    }
  }

  /** Ends the command when it still runs, as after a failure of the repository. */
  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }
}
