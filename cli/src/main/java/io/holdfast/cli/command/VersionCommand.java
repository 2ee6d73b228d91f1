package io.holdfast.cli.command;

import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Json;
import io.holdfast.cli.console.ProgramVersion;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code holdfast version}. */
@Command(
    name = "version",
    description = "Prints the version of this program and of its Java.",
    footer = {"Examples:", "  holdfast version"})
final class VersionCommand implements Callable<ExitCode> {
  private final Context context;

  VersionCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws IOException {
    var version = ProgramVersion.number();
    var java = Runtime.version().toString();
    var architecture = System.getProperty("os.arch", "unknown");
    var out = context.console().out();
    if (context.json()) {
      Json.message(
          out,
          "version",
          json -> {
            json.writeStringField("version", version);
            json.writeStringField("java_version", java);
            json.writeStringField("arch", architecture);
            json.writeNumberField("json_format", ProgramVersion.JSON_FORMAT);
          });
    } else {
      out.println("holdfast %s (Java %s, %s)".formatted(version, java, architecture));
    }
    return ExitCode.DONE;
  }
}
