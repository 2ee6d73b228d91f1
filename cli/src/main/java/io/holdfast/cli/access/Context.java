package io.holdfast.cli.access;

import io.holdfast.cli.console.Console;
import io.holdfast.cli.console.Progress;
import io.holdfast.cli.console.StopException;
import io.holdfast.cli.option.GlobalOptions;

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
  public boolean json() throws StopException {
    var format = OutputFormat.of(options);
    return format == OutputFormat.JSON;
  }

  /** How the progress of something that takes long is shown. */
  public Progress.Mode progress() throws StopException {
    if (options.output().quiet()) {
      return Progress.Mode.SILENT;
    }
    if (json()) {
      return Progress.Mode.JSON;
    }
    return console.screen().errors() ? Progress.Mode.TERMINAL : Progress.Mode.LOG;
  }

  /** Tells a person what happened, unless he wants to hear of results and failures only. */
  public void tell(String line) {
    if (!options.output().quiet() && !options.output().json()) {
      console.out().println(line);
    }
  }
}
