package io.holdfast.cli;

import java.io.IOException;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code holdfast version}. */
@Command(name = "version", description = "Prints the version of this program and of its Java.")
final class VersionCommand implements Callable<ExitCode> {
  private final Console console;

  VersionCommand(Console console) {
    this.console = console;
  }

  @Override
  public ExitCode call() throws IOException {
    var build = new Properties();
    try (var resource = VersionCommand.class.getResourceAsStream("version.properties")) {
      build.load(resource);
    }
    console
        .out()
        .println(
            "holdfast %s (Java %s, %s)"
                .formatted(
                    build.getProperty("version"),
                    Runtime.version(),
                    System.getProperty("os.arch")));
    return ExitCode.DONE;
  }
}
