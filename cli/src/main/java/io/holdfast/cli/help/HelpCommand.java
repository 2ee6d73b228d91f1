package io.holdfast.cli.help;

import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.StopException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code holdfast help}. */
@Command(
    name = "help",
    description = "Prints the help of the program or of a command.",
    footer = {
      "Examples:",
      "  holdfast help backup",
      "  holdfast help key add",
      "  holdfast help --man backup"
    })
public final class HelpCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;

  @Option(names = "--man", description = "Print a page for man: holdfast help --man | man -l -")
  private boolean manual;

  @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The command's name.")
  private List<String> names = List.of();

  @Override
  public ExitCode call() throws IOException {
    var root = spec.commandLine().getParent();
    var command = find(root);
    if (manual) {
      root.getOut().print(ManualPage.of(command));
    } else {
      command.usage(root.getOut());
    }
    return ExitCode.DONE;
  }

  private CommandLine find(CommandLine root) throws StopException {
    var found = root;
    for (var name : names) {
      var next = found.getSubcommands().get(name);
      if (next == null) {
        throw StopException.usage(
            "there is no command '%s'; 'holdfast help' lists them".formatted(name));
      }
      found = next;
    }
    return found;
  }
}
