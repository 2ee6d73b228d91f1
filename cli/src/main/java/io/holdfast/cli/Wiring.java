package io.holdfast.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;

/**
 * Puts the program's objects together, by hand.
 *
 * <p>{@link #commands} is the list of all commands. A line's own command alone is made, unless the
 * line asks for help or names none that exists.
 */
final class Wiring {
  private final Console console;

  Wiring(Console console) {
    this.console = console;
  }

  ExitCode run(List<String> arguments) {
    var failures = new Failures(console);
    var outcome = new ArrayList<ExitCode>(1);
    var line =
        commandLine(arguments)
            .setOut(console.out())
            .setErr(console.err())
            .setParameterExceptionHandler((failure, _) -> {
              outcome.add(failures.explain(failure));
              return 0;
            })
            .setExecutionExceptionHandler((failure, _, _) -> {
              outcome.add(failures.explain(failure));
              return 0;
            });
    line.execute(arguments.toArray(String[]::new));
    console.flush();
    return outcome.isEmpty() ? outcomeOf(line) : outcome.getFirst();
  }

  private Map<String, Supplier<Object>> commands() {
    var commands = new LinkedHashMap<String, Supplier<Object>>();
    commands.put("version", () -> new VersionCommand(console));
    commands.put("train", () -> new TrainingCommand(this::run));
    commands.put("help", HelpCommand::new);
    return commands;
  }

  private CommandLine commandLine(List<String> arguments) {
    var commands = commands();
    var root = new CommandLine(new HoldfastCommand());
    var first = arguments.isEmpty() ? "" : arguments.getFirst();
    if (commands.containsKey(first) && !first.equals("help")) {
      root.addSubcommand(first, commands.get(first).get());
    } else {
      commands.forEach((name, command) -> root.addSubcommand(name, command.get()));
    }
    return root;
  }

  private static ExitCode outcomeOf(CommandLine line) {
    for (var command : line.getParseResult().asCommandLineList().reversed()) {
      if (command.getExecutionResult() instanceof ExitCode code) {
        return code;
      }
    }
    return ExitCode.DONE;
  }
}
