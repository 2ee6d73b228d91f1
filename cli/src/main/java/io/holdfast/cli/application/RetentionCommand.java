package io.holdfast.cli.application;

import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code holdfast retention}. */
@Command(
    name = "retention",
    description = "Removes restore points that no rule and no hold keeps.",
    commandListHeading = "%nCommands:%n",
    synopsisSubcommandLabel = "COMMAND")
public final class RetentionCommand implements Callable<ExitCode> {
  private final Context context;

  @Spec private CommandSpec spec;

  private RetentionCommand(Context context) {
    this.context = context;
  }

  /** The command with those below it. */
  public static CommandLine withVerbs(Context context) {
    return new CommandLine(new RetentionCommand(context))
        .addSubcommand("plan", new RetentionPlanCommand(context))
        .addSubcommand("run", new RetentionRunCommand(context));
  }

  @Override
  public ExitCode call() {
    context.console().say("retention needs a command: plan or run");
    spec.commandLine().usage(context.console().err());
    return ExitCode.USAGE;
  }
}
