package io.holdfast.cli.application;

import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code holdfast application}. */
@Command(
    name = "application",
    description = "Shows the applications that are protected, and backs them up.",
    commandListHeading = "%nCommands:%n",
    synopsisSubcommandLabel = "COMMAND")
public final class ApplicationCommand implements Callable<ExitCode> {
  private final Context context;

  @Spec private CommandSpec spec;

  private ApplicationCommand(Context context) {
    this.context = context;
  }

  /** The command with those below it. */
  public static CommandLine withVerbs(Context context) {
    return new CommandLine(new ApplicationCommand(context))
        .addSubcommand("list", new ApplicationListCommand(context))
        .addSubcommand("backup", new ApplicationBackupCommand(context));
  }

  @Override
  public ExitCode call() {
    context.console().say("application needs a command: list or backup");
    spec.commandLine().usage(context.console().err());
    return ExitCode.USAGE;
  }
}
