package io.holdfast.cli.application;

import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code holdfast run}. */
@Command(
    name = "run",
    description = "Shows what was done: backups, restores and retention runs.",
    commandListHeading = "%nCommands:%n",
    synopsisSubcommandLabel = "COMMAND")
public final class RunCommand implements Callable<ExitCode> {
  private final Context context;

  @Spec private CommandSpec spec;

  private RunCommand(Context context) {
    this.context = context;
  }

  /** The command with those below it. */
  public static CommandLine withVerbs(Context context) {
    return new CommandLine(new RunCommand(context))
        .addSubcommand("list", new RunListCommand(context))
        .addSubcommand("show", new RunShowCommand(context));
  }

  @Override
  public ExitCode call() {
    context.console().say("run needs a command: list or show");
    spec.commandLine().usage(context.console().err());
    return ExitCode.USAGE;
  }
}
