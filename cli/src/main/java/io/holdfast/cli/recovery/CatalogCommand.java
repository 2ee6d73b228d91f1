package io.holdfast.cli.recovery;

import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code holdfast catalog}. */
@Command(
    name = "catalog",
    description = "Verifies what this machine knows, and brings it back from the repositories.",
    commandListHeading = "%nCommands:%n",
    synopsisSubcommandLabel = "COMMAND")
public final class CatalogCommand implements Callable<ExitCode> {
  private final Context context;

  @Spec private CommandSpec spec;

  private CatalogCommand(Context context) {
    this.context = context;
  }

  /** The command with those below it. */
  public static CommandLine withVerbs(Context context) {
    return new CommandLine(new CatalogCommand(context))
        .addSubcommand("rebuild", new CatalogRebuildCommand(context))
        .addSubcommand("verify", new CatalogVerifyCommand(context));
  }

  @Override
  public ExitCode call() {
    context.console().say("catalog needs a command: rebuild or verify");
    spec.commandLine().usage(context.console().err());
    return ExitCode.USAGE;
  }
}
