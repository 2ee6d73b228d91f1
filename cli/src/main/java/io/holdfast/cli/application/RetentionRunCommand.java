package io.holdfast.cli.application;

import io.holdfast.api.platform.OfApplication;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.api.platform.RunView;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.platform.PlatformOptions;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code holdfast retention run}. */
@Command(
    name = "run",
    description = {
      "Removes the restore points that no rule and no hold keeps, and frees their space.",
      "",
      "Exit code 3 says that the points are gone and their space is not free yet."
    },
    footer = {"Examples:", "  holdfast retention run shop"})
final class RetentionRunCommand implements Callable<ExitCode> {
  private final Context context;

  @Mixin private PlatformOptions options = new PlatformOptions();

  @Parameters(paramLabel = "APPLICATION", description = "The application's name.")
  private String name = "";

  RetentionRunCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws PlatformException, IOException, InterruptedException {
    try (var connection = options.openForRuns(context)) {
      var run = connection.await(connection.ask(Operations.RETAIN, new OfApplication(name)));
      if (context.json()) {
        Runs.print(context, "retention_run", "run", run);
      } else {
        if (Runs.end(run).outcome() == RunView.Outcome.DONE) {
          context.tell("retention of %s is done".formatted(name));
        }
        Runs.say(context, run);
      }
      return Runs.code(run);
    }
  }
}
