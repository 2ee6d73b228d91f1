package io.holdfast.cli.application;

import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code holdfast policy}. */
@Command(
    name = "policy",
    description = "Shows and approves changes of policies that protect less, and wait.",
    commandListHeading = "%nCommands:%n",
    synopsisSubcommandLabel = "COMMAND")
public final class PolicyCommand implements Callable<ExitCode> {
  private final Context context;

  @Spec private CommandSpec spec;

  private PolicyCommand(Context context) {
    this.context = context;
  }

  /** The command with those below it. */
  public static CommandLine withVerbs(Context context) {
    return new CommandLine(new PolicyCommand(context))
        .addSubcommand("approve", new PolicyApproveCommand(context))
        .addSubcommand("list", new PolicyListCommand(context));
  }

  @Override
  public ExitCode call() {
    context.console().say("policy needs a command: approve or list");
    spec.commandLine().usage(context.console().err());
    return ExitCode.USAGE;
  }
}
