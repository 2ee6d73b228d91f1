package io.holdfast.cli.application;

import io.holdfast.api.platform.OfPoint;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.platform.PlatformOptions;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code holdfast point show}. */
@Command(
    name = "show",
    description = {
      "Shows everything that is known of a restore point.",
      "",
      "What is missing in it is named, what is proven of it has its date, and so has each hold."
    },
    footer = {"Examples:", "  holdfast point show shop newest"})
final class PointShowCommand implements Callable<ExitCode> {
  private final Context context;

  @Mixin private PlatformOptions options = new PlatformOptions();

  @Parameters(index = "0", paramLabel = "APPLICATION", description = "The application's name.")
  private String name = "";

  @Parameters(
      index = "1",
      paramLabel = "POINT",
      description = "Its id, or newest for the newest complete one that secures no restore.")
  private String point = "";

  PointShowCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws PlatformException, IOException, InterruptedException {
    try (var connection = options.open(context)) {
      var detail = connection.ask(Operations.SHOW_POINT, new OfPoint(name, point));
      var words = new PointWords(context, detail);
      if (context.json()) {
        words.printJson();
      } else {
        words.print();
      }
    }
    return ExitCode.DONE;
  }
}
