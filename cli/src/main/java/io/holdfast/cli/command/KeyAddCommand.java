package io.holdfast.cli.command;

import io.holdfast.cli.access.Access;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.option.NewKeyOptions;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holdfast key add}. */
@Command(
    name = "add",
    description = "Adds a password.",
    footer = {"Examples:", "  holdfast key add --new-password-file new.txt"})
final class KeyAddCommand implements Callable<ExitCode> {
  private final Context context;

  @Mixin private NewKeyOptions key;

  KeyAddCommand(Context context) {
    this.context = context;
    this.key = new NewKeyOptions();
  }

  @Override
  public ExitCode call() throws IOException, InterruptedException {
    var files = new KeyFiles(context);
    try (var session = context.sessions().open(Access.APPEND);
        var added = files.newPassword(key.password())) {
      var id = files.changes(session, key.user(), key.host()).add(added, session.lock());
      context.tell("added key " + id.hash().brief());
    }
    return ExitCode.DONE;
  }
}
