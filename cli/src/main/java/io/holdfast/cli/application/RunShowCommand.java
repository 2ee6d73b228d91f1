package io.holdfast.cli.application;

import io.holdfast.api.platform.OfRun;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.api.platform.RunDetail;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Json;
import io.holdfast.cli.platform.PlatformOptions;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code holdfast run show}. */
@Command(
    name = "show",
    description = "Shows a run with the steps that it did.",
    footer = {"Examples:", "  holdfast run show shop-20261129t041500z-7f3a"})
final class RunShowCommand implements Callable<ExitCode> {
  private final Context context;

  @Mixin private PlatformOptions options = new PlatformOptions();

  @Parameters(paramLabel = "RUN", description = "Its id; a backup's is that of the restore point.")
  private String id = "";

  RunShowCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws PlatformException, IOException, InterruptedException {
    try (var connection = options.open(context)) {
      var detail = connection.ask(Operations.SHOW_RUN, new OfRun(id));
      if (context.json()) {
        for (var step : detail.steps()) {
          print(step);
        }
        RunListCommand.print(context, detail.run());
      } else {
        print(detail);
      }
    }
    return ExitCode.DONE;
  }

  private void print(RunDetail detail) {
    var run = detail.run();
    say(
        "%s: %s of %s in %s, %s"
            .formatted(
                run.id(),
                run.type(),
                run.application(),
                run.repository(),
                RunListCommand.state(run)));
    say("began  " + Times.shown(context, run.started()));
    if (run.end() != null) {
      say("ended  " + Times.shown(context, run.end().time()));
      if (!run.end().message().isEmpty()) {
        say("says   " + run.end().message());
      }
      Runs.failures(run).forEach(line -> say("lacks  " + line));
    }
    for (var step : detail.steps()) {
      say("did    " + step.key() + (step.words().isEmpty() ? "" : ": " + step.words()));
    }
    if (run.end() != null) {
      run.end().restored().forEach(restored -> say("put    " + Runs.words(restored)));
    }
  }

  private void say(String line) {
    context.console().print(line);
  }

  private void print(RunDetail.Step step) throws IOException {
    Json.message(
        context.console().out(),
        "step",
        json -> {
          json.writeStringField("key", step.key());
          json.writeStringField("result", step.result());
        });
  }
}
