package io.holdfast.cli.application;

import io.holdfast.api.platform.HoldView;
import io.holdfast.api.platform.OfApplication;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.Amounts;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Json;
import io.holdfast.cli.console.Printable;
import io.holdfast.cli.console.Table;
import io.holdfast.cli.platform.PlatformOptions;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code holdfast hold list}. */
@Command(
    name = "list",
    description = "Lists the holds on an application's restore points.",
    footer = {"Examples:", "  holdfast hold list shop"})
final class HoldListCommand implements Callable<ExitCode> {
  private final Context context;

  @Mixin private PlatformOptions options = new PlatformOptions();

  @Parameters(paramLabel = "APPLICATION", description = "The application's name.")
  private String name = "";

  HoldListCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws PlatformException, IOException, InterruptedException {
    try (var connection = options.open(context)) {
      var holds = connection.ask(Operations.LIST_HOLDS, new OfApplication(name)).holds();
      if (context.json()) {
        for (var held : holds) {
          print(context, held);
        }
        return ExitCode.DONE;
      }
      var table = new Table("Point", "Hold", "By", "Reason", "Ends");
      for (var held : holds) {
        table.row(
            held.point(),
            held.hold(),
            Printable.of(held.by()),
            Printable.of(held.reason()),
            held.release() == null
                ? held.until()
                : ReleaseWords.words(context, held.release().standing()));
      }
      table.print(context.console(), Amounts.count(holds.size(), "hold", "holds"));
    }
    return ExitCode.DONE;
  }

  static void print(Context context, HoldView held) throws IOException {
    Json.message(
        context.console().out(),
        "hold",
        json -> {
          json.writeStringField("point", held.point());
          json.writeStringField("hold", held.hold());
          json.writeStringField("reason", held.reason());
          json.writeStringField("by", held.by());
          json.writeStringField("placed_at", held.placedAt().toString());
          json.writeStringField("until", held.until());
          if (held.release() != null) {
            json.writeStringField("released_by", held.release().by());
            ReleaseWords.write(json, held.release().standing());
          }
        });
  }
}
