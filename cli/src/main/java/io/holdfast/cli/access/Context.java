package io.holdfast.cli.access;

import io.holdfast.cli.console.Console;
import io.holdfast.cli.console.Lines;
import io.holdfast.cli.console.Progress;
import io.holdfast.cli.option.GlobalOptions;
import java.util.Optional;

/**
 * What every command is given.
 *
 * @param options those of all commands, filled in when the command runs
 * @param console where it prints
 * @param surroundings clock, zone and variables
 * @param sessions opens the repository
 */
public record Context(
    GlobalOptions options, Console console, Surroundings surroundings, Sessions sessions) {
  public static Context of(Console console, Surroundings surroundings) {
    var options = new GlobalOptions();
    return new Context(
        options, console, surroundings, new Sessions(options, surroundings, console));
  }

  /** Whether results are for a program. */
  public boolean json() {
    return options.json();
  }

  /** The host whose snapshots are meant where no option says which. */
  public Optional<String> usualHost() {
    return surroundings.environment().own("HOST");
  }

  /** How the progress of something that takes long is shown. */
  public Progress.Mode progress() {
    if (options.output().quiet()) {
      return Progress.Mode.SILENT;
    }
    if (json()) {
      return Progress.Mode.JSON;
    }
    return console.screen().errors() ? Progress.Mode.TERMINAL : Progress.Mode.LOG;
  }

  /** What is said of single entries beside that progress. */
  public Lines lines() {
    var output = options.output();
    return new Lines(console, json(), output.verbosity() > 0);
  }

  /** Tells a person what happened, unless he wants to hear of results and failures only. */
  public void tell(String line) {
    if (!options.output().quiet() && !json()) {
      console.print(line);
    }
  }
}
