package io.holdfast.cli.command;

import io.holdfast.cli.access.Access;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.StopException;
import io.holdfast.repository.key.KeyRemoval;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast key remove}. */
@Command(
    name = "remove",
    description = "Removes a key: its password opens the repository no more.",
    footer = {"Examples:", "  holdfast key remove 5f1cd5c8 --yes"})
final class KeyRemoveCommand implements Callable<ExitCode> {
  private final Context context;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  @Parameters(paramLabel = "ID", description = "The beginning of the key's id.")
  private String beginning;

  KeyRemoveCommand(Context context) {
    this.context = context;
    this.beginning = "";
  }

  @Override
  public ExitCode call() throws IOException, InterruptedException {
    Question.ask(context, yes, "this removes the key " + beginning);
    try (var session = context.sessions().open(Access.EXCLUSIVE)) {
      var files = new KeyFiles(context);
      switch (files.changes(session, null, null).remove(beginning, session.lock())) {
        case KeyRemoval.Removed(var id) -> {
          context.tell("removed key " + id.hash().brief());
          files.tellOfKits();
        }
        case KeyRemoval.InUse(var id) ->
            throw StopException.failed(
                "key %s is the one in use: open the repository with another password to remove it"
                    .formatted(id.hash().brief()));
        case KeyRemoval.NoSuch(var wanted) ->
            throw StopException.failed(
                "there is no key %s; 'holdfast key list' lists them".formatted(wanted));
        case KeyRemoval.Ambiguous(var wanted, var candidates) ->
            throw StopException.failed(
                "%d keys begin with %s: give more digits".formatted(candidates.size(), wanted));
      }
    }
    return ExitCode.DONE;
  }
}
