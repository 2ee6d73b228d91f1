package io.holdfast.cli.application;

import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code holdfast hold}. */
@Command(
    name = "hold",
    description = "Keeps restore points whatever a policy says.",
    commandListHeading = "%nCommands:%n",
    synopsisSubcommandLabel = "COMMAND")
public final class HoldCommand implements Callable<ExitCode> {
  private final Context context;

  @Spec private CommandSpec spec;

  private HoldCommand(Context context) {
    this.context = context;
  }

  /** The command with those below it. */
  public static CommandLine withVerbs(Context context) {
    return new CommandLine(new HoldCommand(context))
        .addSubcommand("approve", new HoldApproveCommand(context))
        .addSubcommand("list", new HoldListCommand(context))
        .addSubcommand("place", new HoldPlaceCommand(context))
        .addSubcommand("release", new HoldReleaseCommand(context));
  }

  @Override
  public ExitCode call() {
    context.console().say("hold needs a command: approve, list, place or release");
    spec.commandLine().usage(context.console().err());
    return ExitCode.USAGE;
  }
}
