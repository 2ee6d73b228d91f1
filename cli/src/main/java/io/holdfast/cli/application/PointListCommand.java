package io.holdfast.cli.application;

import io.holdfast.api.platform.OfApplication;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.api.platform.PointView;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.Amounts;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Json;
import io.holdfast.cli.console.Table;
import io.holdfast.cli.platform.PlatformOptions;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code holdfast point list}. */
@Command(
    name = "list",
    description = "Lists the restore points of an application, the newest first.",
    footer = {"Examples:", "  holdfast point list shop"})
final class PointListCommand implements Callable<ExitCode> {
  private final Context context;

  @Mixin private PlatformOptions options = new PlatformOptions();

  @Parameters(paramLabel = "APPLICATION", description = "The application's name.")
  private String name = "";

  PointListCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws PlatformException, IOException, InterruptedException {
    try (var connection = options.open(context)) {
      var points = connection.ask(Operations.LIST_POINTS, new OfApplication(name)).points();
      if (context.json()) {
        for (var point : points) {
          print(point);
        }
        return ExitCode.DONE;
      }
      var table = new Table("Point", "Cut", "State", "Consistency", "Files", "Size");
      for (var point : points) {
        table.row(
            point.id(),
            Times.shown(context, point.cut().start()),
            state(point),
            point.consistency(),
            String.valueOf(point.size().files()),
            Amounts.bytes(point.size().bytes()));
      }
      table.print(
          context.console(), Amounts.count(points.size(), "restore point", "restore points"));
    }
    return ExitCode.DONE;
  }

  /** What can be had back, and whether anybody wants that: not what secures a restore. */
  private static String state(PointView point) {
    if (point.state().missing()) {
      return "MISSING";
    }
    String state = PointWords.completeness(point);
    return point.state().secures() == null
        ? state
        : "%s, secures %s".formatted(state, point.state().secures());
  }

  private void print(PointView point) throws IOException {
    Json.message(context.console().out(), "point", json -> PointWords.write(json, point));
  }
}
