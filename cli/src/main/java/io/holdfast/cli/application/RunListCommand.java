package io.holdfast.cli.application;

import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.api.platform.RecentRuns;
import io.holdfast.api.platform.RunView;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.Amounts;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Json;
import io.holdfast.cli.console.StopException;
import io.holdfast.cli.console.Table;
import io.holdfast.cli.console.Wrapping;
import io.holdfast.cli.platform.PlatformOptions;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast run list}. */
@Command(
    name = "list",
    description = "Lists the newest runs, the newest first.",
    footer = {"Examples:", "  holdfast run list", "  holdfast run list shop --most 10"})
final class RunListCommand implements Callable<ExitCode> {
  private static final int LARGEST = 10_000;
  private static final int MESSAGE_WIDTH = 60;

  private final Context context;

  @Mixin private PlatformOptions options = new PlatformOptions();

  @Option(
      names = "--most",
      paramLabel = "N",
      defaultValue = "50",
      description = "Show so many at most (default 50).")
  private int most = 50;

  @Parameters(
      arity = "0..1",
      paramLabel = "APPLICATION",
      description = "Only its runs; those of all without it.")
  private @Nullable String name;

  RunListCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws PlatformException, IOException, InterruptedException {
    if (most < 1 || most > LARGEST) {
      throw StopException.usage("--most is %d: expected 1 to %d".formatted(most, LARGEST));
    }
    try (var connection = options.open(context)) {
      var runs = connection.ask(Operations.LIST_RUNS, new RecentRuns(name, most)).runs();
      if (context.json()) {
        for (var run : runs) {
          print(context, run);
        }
        return ExitCode.DONE;
      }
      var table = new Table("Run", "Type", "Application", "Started", "State", "Message");
      for (var run : runs) {
        table.row(
            List.of(
                List.of(run.id()),
                List.of(run.type()),
                List.of(run.application()),
                List.of(Times.shown(context, run.started())),
                List.of(state(run)),
                Wrapping.lines(run.end() == null ? "" : run.end().message(), MESSAGE_WIDTH)));
      }
      table.print(context.console(), Amounts.count(runs.size(), "run", "runs"));
    }
    return ExitCode.DONE;
  }

  /** One that has not ended goes on, or its process was killed: the next run says which. */
  static String state(RunView run) {
    return run.end() == null ? "not ended" : run.end().outcome().word();
  }

  static void print(Context context, RunView run) throws IOException {
    Json.message(
        context.console().out(),
        "run",
        json -> {
          json.writeStringField("id", run.id());
          json.writeStringField("type", run.type());
          json.writeStringField("application", run.application());
          json.writeStringField("repository", run.repository());
          json.writeStringField("started", run.started().toString());
          var end = run.end();
          if (end != null) {
            json.writeStringField("ended", end.time().toString());
            json.writeStringField("outcome", end.outcome().word());
            json.writeStringField("message", end.message());
            Runs.failures(json, run);
          }
        });
  }
}
