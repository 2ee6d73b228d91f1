package io.holdfast.cli.command;

import io.holdfast.cli.access.Access;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.StopException;
import io.holdfast.repository.id.KeyId;
import io.holdfast.repository.store.ObjectKind;
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
    try (var session = context.sessions().open(Access.EXCLUSIVE)) {
      var repository = session.repository();
      var id = new KeyId(ObjectIds.find(repository.store(), ObjectKind.KEY, beginning).hash());
      if (id.equals(repository.keyId())) {
        throw StopException.failed(
            "key %s is the one in use: open the repository with another password to remove it"
                .formatted(id.hash().brief()));
      }
      Question.ask(context, yes, "this removes key " + id.hash().brief());
      session.lock().requireHeld();
      repository.keys().remove(id);
      context.tell("removed key " + id.hash().brief());
    }
    return ExitCode.DONE;
  }
}
