package io.holdfast.cli.command;

import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code holdfast key}. */
@Command(
    name = "key",
    description = {
      "Lists and changes the passwords that open the repository.",
      "",
      "They all open the same master key: who knew a password that is removed keeps what he could"
          + " read, but can read nothing new without access to the store."
    },
    commandListHeading = "%nCommands:%n",
    synopsisSubcommandLabel = "COMMAND")
final class KeyCommand implements Callable<ExitCode> {
  private final Context context;

  @Spec private CommandSpec spec;

  KeyCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() {
    context.console().say("key needs a command: list, add, remove or passwd");
    spec.commandLine().usage(context.console().err());
    return ExitCode.USAGE;
  }
}
