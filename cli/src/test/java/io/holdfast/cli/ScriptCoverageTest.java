package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cli.access.Context;
import io.holdfast.cli.access.Surroundings;
import io.holdfast.cli.console.Console;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Screen;
import io.holdfast.location.Environment;
import io.holdfast.repository.crypto.ScryptParameters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The scripts leave no command, no option and no exit code out. */
final class ScriptCoverageTest {
  private final List<String> lines;

  ScriptCoverageTest() throws IOException {
    lines =
        Script.all().stream()
            .flatMap(script -> script.steps().stream())
            .map(Script.Step::command)
            .filter(command -> command.contains("holdfast "))
            .map(command -> command.substring(command.indexOf("holdfast ")))
            .toList();
  }

  @Test
  void every_option_of_every_command_is_in_a_script() {
    var missing = new ArrayList<String>();
    for (var command : commands().toList()) {
      for (var option : command.getCommandSpec().options()) {
        if (!option.inherited() && !option.hidden() && !isUsed(command, option)) {
          missing.add(command.getCommandSpec().qualifiedName(" ") + " " + option.longestName());
        }
      }
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void every_command_is_in_a_script() {
    var missing =
        commands()
            .map(command -> command.getCommandSpec().qualifiedName(" "))
            .filter(name -> lines.stream().noneMatch(line -> containsAll(line, name)))
            .toList();

    assertThat(missing).isEmpty();
  }

  @Test
  void every_example_of_the_help_is_a_line_of_a_script() {
    var missing =
        commands()
            .flatMap(command -> Arrays.stream(command.getCommandSpec().usageMessage().footer()))
            .filter(line -> line.startsWith("  holdfast "))
            .map(String::strip)
            .filter(line -> !lines.contains(line))
            .toList();

    assertThat(missing).isEmpty();
  }

  @Test
  void every_command_has_an_example() {
    var missing =
        commands()
            .filter(command -> command.getSubcommands().isEmpty())
            .filter(command ->
                Arrays.stream(command.getCommandSpec().usageMessage().footer())
                    .noneMatch(line -> line.startsWith("  holdfast ")))
            .map(command -> command.getCommandSpec().qualifiedName(" "))
            .toList();

    assertThat(missing).isEmpty();
  }

  @Test
  void every_word_that_a_shell_is_offered_is_taken() {
    var offers =
        commands()
            .flatMap(command ->
                command.getCommandSpec().options().stream()
                    .filter(option -> option.completionCandidates() != null)
                    .flatMap(option ->
                        StreamSupport.stream(option.completionCandidates().spliterator(), false)
                            .map(word -> option.longestName() + "=" + word))
                    .filter(offer -> !isTaken(command, offer)))
            .toList();

    assertThat(offers).isEmpty();
  }

  /** What else is missing on the line is asked for after its values are read. */
  private static boolean isTaken(CommandLine command, String option) {
    var line = new ArrayDeque<String>();
    line.add(option);
    var root = command;
    while (root.getParent() != null) {
      line.addFirst(root.getCommandName());
      root = root.getParent();
    }
    try {
      root.parseArgs(line.toArray(String[]::new));
      return true;
    } catch (CommandLine.MissingParameterException other) {
      return true;
    } catch (CommandLine.ParameterException refused) {
      return false;
    }
  }

  @Test
  void every_command_of_a_runbook_is_taken_as_it_stands_there() throws IOException {
    var root = commands().filter(command -> command.getParent() == null).findFirst().orElseThrow();
    var refused = new ArrayList<String>();
    try (var pages = Files.list(Path.of("../docs/runbooks"))) {
      for (var page : pages.toList()) {
        for (var line : Files.readAllLines(page)) {
          if (line.startsWith("holdfast ")) {
            var words = Words.of(line.replaceFirst("\\s+#.*", ""));
            try {
              root.parseArgs(words.subList(1, words.size()).toArray(String[]::new));
            } catch (CommandLine.ParameterException mistaken) {
              refused.add(page.getFileName() + ": " + line + ": " + mistaken.getMessage());
            }
          }
        }
      }
    }

    assertThat(refused).isEmpty();
  }

  @Test
  void every_exit_code_is_in_a_script() throws IOException {
    var codes =
        Script.all().stream()
            .flatMap(script -> script.steps().stream())
            .filter(step -> step.command().contains("holdfast "))
            .map(Script.Step::exit)
            .toList();

    assertThat(codes).containsAll(Arrays.stream(ExitCode.values()).map(ExitCode::number).toList());
  }

  private boolean isUsed(CommandLine command, OptionSpec option) {
    var name = command.getCommandSpec().qualifiedName(" ");
    return lines.stream()
        .filter(line -> containsAll(line, name))
        .flatMap(line -> Words.of(line).stream())
        .anyMatch(word ->
            Arrays.stream(option.names())
                .anyMatch(known -> word.equals(known) || word.startsWith(known + "=")));
  }

  private static boolean containsAll(String line, String names) {
    return Words.of(line).containsAll(Words.of(names));
  }

  /** All commands that people see, and the program itself. */
  private static Stream<CommandLine> commands() {
    var console =
        Console.of(
            InputStream.nullInputStream(),
            new ByteArrayOutputStream(),
            new ByteArrayOutputStream(),
            Screen.NONE);
    var surroundings =
        new Surroundings(
            new Environment(Map.of()),
            InstantSource.system(),
            ZoneOffset.UTC,
            new SecureRandom(),
            ScryptParameters.DEFAULT);
    var root =
        new Wiring(console, surroundings)
            .commandLine(Context.of(console, surroundings), List.of("help"));
    return withSubcommands(root);
  }

  private static Stream<CommandLine> withSubcommands(CommandLine command) {
    return command.getCommandSpec().usageMessage().hidden()
        ? Stream.of()
        : Stream.concat(
            Stream.of(command),
            command.getSubcommands().values().stream()
                .flatMap(ScriptCoverageTest::withSubcommands));
  }
}
