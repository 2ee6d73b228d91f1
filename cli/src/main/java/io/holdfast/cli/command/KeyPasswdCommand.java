package io.holdfast.cli.command;

import io.holdfast.cli.access.Access;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.option.NewKeyOptions;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holdfast key passwd}. */
@Command(
    name = "passwd",
    description = "Changes the password that opened the repository.",
    footer = {"Examples:", "  holdfast key passwd --new-password-file new.txt"})
final class KeyPasswdCommand implements Callable<ExitCode> {
  private final Context context;

  @Mixin private NewKeyOptions key;

  KeyPasswdCommand(Context context) {
    this.context = context;
    this.key = new NewKeyOptions();
  }

  @Override
  public ExitCode call() throws IOException, InterruptedException {
    var files = new KeyFiles(context);
    try (var session = context.sessions().open(Access.EXCLUSIVE);
        var other = files.newPassword(key.password())) {
      var old = session.repository().keyId();
      var added = files.changes(session, key.user(), key.host()).change(other, session.lock());
      context.tell(
          "changed the password: key %s replaces %s"
              .formatted(added.hash().brief(), old.hash().brief()));
      files.tellOfKits();
    }
    return ExitCode.DONE;
  }
}
