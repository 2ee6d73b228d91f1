package io.holdfast.cli.application;

import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code holdfast point}. */
@Command(
    name = "point",
    description = "Shows restore points, and brings them back.",
    commandListHeading = "%nCommands:%n",
    synopsisSubcommandLabel = "COMMAND")
public final class PointCommand implements Callable<ExitCode> {
  private final Context context;

  @Spec private CommandSpec spec;

  private PointCommand(Context context) {
    this.context = context;
  }

  /** The command with those below it. */
  public static CommandLine withVerbs(Context context) {
    return new CommandLine(new PointCommand(context))
        .addSubcommand("browse", new PointBrowseCommand(context))
        .addSubcommand("diff", new PointDiffCommand(context))
        .addSubcommand("list", new PointListCommand(context))
        .addSubcommand("restore", new PointRestoreCommand(context))
        .addSubcommand("show", new PointShowCommand(context));
  }

  @Override
  public ExitCode call() {
    context.console().say("point needs a command: browse, diff, list, restore or show");
    spec.commandLine().usage(context.console().err());
    return ExitCode.USAGE;
  }
}
