package io.holdfast.cli.command;

import io.holdfast.cli.access.Access;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.option.NewPasswordOptions;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code holdfast key add}. */
@Command(
    name = "add",
    description = "Adds a password.",
    footer = {"Examples:", "  holdfast key add --new-password-file new.txt"})
final class KeyAddCommand implements Callable<ExitCode> {
  private final Context context;

  @Mixin private NewPasswordOptions password;

  @Option(names = "--user", paramLabel = "NAME", description = "Note this user with the key.")
  private @Nullable String user;

  @Option(names = "--host", paramLabel = "NAME", description = "Note this host with the key.")
  private @Nullable String host;

  KeyAddCommand(Context context) {
    this.context = context;
    this.password = new NewPasswordOptions();
  }

  @Override
  public ExitCode call() throws IOException, InterruptedException {
    var files = new KeyFiles(context);
    try (var session = context.sessions().open(Access.APPEND);
        var added = files.newPassword(password.password())) {
      var id = files.changes(session, user, host).add(added, session.lock());
      context.tell("added key " + id.hash().brief());
    }
    return ExitCode.DONE;
  }
}
