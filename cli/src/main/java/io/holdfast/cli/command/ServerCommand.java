package io.holdfast.cli.command;

import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.StopException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * {@code holdfast server}, which the launcher starts as a program of its own: here for the help.
 */
@Command(
    name = "server",
    description = {
      "Answers the HTTP API on this machine until it is told to stop.",
      "",
      "Its options are its own: holdfast server --help"
    },
    footer = {"Examples:", "  holdfast server", "  holdfast server --help"})
final class ServerCommand implements Callable<ExitCode> {
  @Unmatched
  @SuppressWarnings("unused") // lets options of the server come as far as the sentence below
  private List<String> options = new ArrayList<>();

  @Override
  public ExitCode call() throws StopException {
    throw StopException.usage(
        "the server is a program of its own, which ./holdfast starts: say 'holdfast server' with"
            + " nothing before that word");
  }
}
