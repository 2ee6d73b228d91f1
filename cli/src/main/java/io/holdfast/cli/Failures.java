package io.holdfast.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Turns what ended a command into one line for a person and an {@link ExitCode}. */
final class Failures {
  private final Console console;

  Failures(Console console) {
    this.console = console;
  }

  ExitCode explain(ParameterException failure) {
    var line = failure.getCommandLine();
    say(message(failure));
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(failure, console.err())) {
      console.err().println("run 'holdfast help%s' to see what there is".formatted(noun(line)));
    }
    return ExitCode.USAGE;
  }

  /** A failure that is nobody's mistake keeps its stack trace: only then does it help anyone. */
  ExitCode explain(Exception failure) {
    return switch (failure) {
      case FileSystemException storage -> {
        say("%s: %s".formatted(storage.getFile(), reason(storage)));
        yield ExitCode.FAILED;
      }
      case IOException storage -> {
        say(message(storage));
        yield ExitCode.FAILED;
      }
      case CancellationException _, InterruptedException _ -> {
        say("interrupted");
        yield ExitCode.INTERRUPTED;
      }
      case Exception defect -> {
        say("this is a defect of holdfast, please report it with the lines below");
        defect.printStackTrace(console.err());
        yield ExitCode.FAILED;
      }
    };
  }

  private void say(String message) {
    console.err().println("holdfast: " + message);
  }

  private static String message(Exception failure) {
    return Objects.requireNonNullElseGet(
        failure.getMessage(), () -> failure.getClass().getSimpleName());
  }

  private static String noun(CommandLine line) {
    return line.getParent() == null ? "" : " " + line.getCommandName();
  }

  private static String reason(FileSystemException failure) {
    return failure.getReason() == null ? failure.getClass().getSimpleName() : failure.getReason();
  }
}
