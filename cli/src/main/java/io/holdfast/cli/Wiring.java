package io.holdfast.cli;

import io.holdfast.cli.access.Context;
import io.holdfast.cli.access.Surroundings;
import io.holdfast.cli.command.Commands;
import io.holdfast.cli.console.Console;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.StopException;
import io.holdfast.cli.help.CommandHelp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import picocli.CommandLine;

/**
 * Puts the program's objects together, by hand.
 *
 * <p>Reading the annotations of all commands takes longer than the whole start may, so only those
 * are made whose names occur in the line, unless it asks for help or names none.
 */
final class Wiring {
  private final Console console;
  private final Surroundings surroundings;

  Wiring(Console console, Surroundings surroundings) {
    this.console = console;
    this.surroundings = surroundings;
  }

  ExitCode run(List<String> line) {
    var arguments = isVersion(line) ? List.of("version") : repeated(line);
    var context = Context.of(console, surroundings);
    var failures = new Failures(context);
    for (int i = 0; i < arguments.size(); i++) {
      // Java puts U+FFFD where the bytes of an argument are no text: what they were is lost, and an
      // exclusion would exclude nothing without a word.
      if (arguments.get(i).indexOf('\uFFFD') >= 0) {
        return failures.explain(
            StopException.usage(
                "argument %d is not UTF-8: name such paths in a file, with --files-from-raw or --exclude-file"
                    .formatted(i + 1)));
      }
    }
    var outcome = new ArrayList<ExitCode>(1);
    var program =
        commandLine(context, arguments)
            .setOut(console.out())
            .setErr(console.err())
            .setParameterExceptionHandler((failure, _) -> {
              outcome.add(
                  failures.explain(
                      Misspelt.in(failure, () -> commandLine(context, List.of())),
                      context.json() || wantsJson(arguments)));
              return 0;
            })
            .setExecutionExceptionHandler((failure, _, _) -> {
              outcome.add(failures.explain(failure));
              return 0;
            });
    program.execute(arguments.toArray(String[]::new));
    console.flush();
    var code = outcome.isEmpty() ? outcomeOf(program) : outcome.getFirst();
    if (code == ExitCode.DONE && console.out().checkError()) {
      console.bytes().complaint().ifPresent(console::say);
      return ExitCode.FAILED;
    }
    return code;
  }

  /** The program's commands, all of them where {@code arguments} names none that exists. */
  CommandLine commandLine(Context context, List<String> arguments) {
    var commands = new Commands(context, this::run).byName();
    var named = new HashSet<>(arguments);
    named.retainAll(commands.keySet());
    if (named.isEmpty() || named.contains("help") || named.contains("completion")) {
      named.addAll(commands.keySet());
    }
    var root = new CommandLine(new HoldfastCommand(context.options()));
    commands.forEach((name, command) -> {
      if (named.contains(name)) {
        root.addSubcommand(name, command.get());
      }
    });
    return CommandHelp.applyTo(root);
  }

  /** What people try first with any program. */
  private static boolean isVersion(List<String> line) {
    return line.equals(List.of("--version")) || line.equals(List.of("-V"));
  }

  /** Whether it says so anywhere: what is wrong may stand before that. */
  private static boolean wantsJson(List<String> line) {
    int end = line.indexOf("--");
    return (end < 0 ? line : line.subList(0, end))
        .stream().anyMatch(word -> word.equals("--json") || word.equals("--json=true"));
  }

  /** restic lets {@code --verbose=2} stand for {@code -v -v}; picocli does not. */
  private static List<String> repeated(List<String> line) {
    var end = line.indexOf("--");
    var words = new ArrayList<String>();
    for (int i = 0; i < line.size(); i++) {
      var word = line.get(i);
      if ((end < 0 || i < end) && word.matches("--verbose=[0-9]")) {
        words.addAll(Collections.nCopies(word.charAt(word.length() - 1) - '0', "--verbose"));
      } else {
        words.add(word);
      }
    }
    return words;
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
