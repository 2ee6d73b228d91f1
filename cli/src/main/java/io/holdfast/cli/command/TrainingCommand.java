package io.holdfast.cli.command;

import io.holdfast.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Runs what people run most, in one process, for the launcher's cache of classes and profiles.
 *
 * <p>The launcher starts it once after each build (JEP 514, JEP 515); what it prints is thrown
 * away, and any failure means that there is no cache.
 */
@Command(name = "train", hidden = true, description = "Warms the launcher's cache.")
final class TrainingCommand implements Callable<ExitCode> {
  private final Function<List<String>, ExitCode> program;

  @Parameters(paramLabel = "DIRECTORY", description = "An empty directory to work in.")
  private Path directory;

  TrainingCommand(Function<List<String>, ExitCode> program) {
    this.program = program;
  }

  @Override
  public ExitCode call() throws IOException {
    try (var content = Files.newDirectoryStream(directory)) {
      if (content.iterator().hasNext()) {
        throw new DirectoryNotEmptyException(directory.toString());
      }
    }
    for (var line : List.of(List.of("version"), List.of("help"), List.of("help", "version"))) {
      var outcome = program.apply(line);
      if (outcome != ExitCode.DONE) {
        return outcome;
      }
    }
    return ExitCode.DONE;
  }
}
