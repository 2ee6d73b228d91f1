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

/** {@code holdfast key passwd}. */
@Command(
    name = "passwd",
    description = "Changes the password that opened the repository.",
    footer = {"Examples:", "  holdfast key passwd --new-password-file new.txt"})
final class KeyPasswdCommand implements Callable<ExitCode> {
  private final Context context;

  @Mixin private NewPasswordOptions password;

  @Option(names = "--user", paramLabel = "NAME", description = "Note this user with the key.")
  private @Nullable String user;

  @Option(names = "--host", paramLabel = "NAME", description = "Note this host with the key.")
  private @Nullable String host;

  KeyPasswdCommand(Context context) {
    this.context = context;
    this.password = new NewPasswordOptions();
  }

  @Override
  public ExitCode call() throws IOException, InterruptedException {
    var files = new KeyFiles(context);
    try (var session = context.sessions().open(Access.EXCLUSIVE);
        var other = files.newPassword(password.password())) {
      var old = session.repository().keyId();
      var added = files.changes(session, user, host).change(other, session.lock());
      context.tell(
          "changed the password: key %s replaces %s"
              .formatted(added.hash().brief(), old.hash().brief()));
    }
    return ExitCode.DONE;
  }
}
