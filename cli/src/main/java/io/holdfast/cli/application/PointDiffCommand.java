package io.holdfast.cli.application;

import io.holdfast.api.platform.DifferenceWish;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.api.platform.PointDifference;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Json;
import io.holdfast.cli.console.Printable;
import io.holdfast.cli.platform.PlatformOptions;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast point diff}. */
@Command(
    name = "diff",
    description = {
      "Shows how two restore points differ, volume by volume.",
      "",
      "+ added, - removed, M other content, T other type, U other metadata, ? content that changed"
          + " though nobody wrote it"
    },
    footer = {"Examples:", "  holdfast point diff shop shop-20261129t041500z-7f3a newest"})
final class PointDiffCommand implements Callable<ExitCode> {
  private final Context context;

  @Mixin private PlatformOptions options = new PlatformOptions();

  @Option(names = "--metadata", description = "Show what differs in metadata alone, too.")
  private boolean metadata;

  @Parameters(index = "0", paramLabel = "APPLICATION", description = "The application's name.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "POINT", description = "The earlier one.")
  private String before = "";

  @Parameters(index = "2", paramLabel = "POINT", description = "The later one, or newest.")
  private String after = "";

  PointDiffCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws PlatformException, IOException, InterruptedException {
    try (var connection = options.open(context)) {
      var difference =
          connection.ask(
              Operations.COMPARE_POINTS, new DifferenceWish(name, before, after, metadata));
      if (context.json()) {
        printJson(difference);
      } else {
        print(difference);
      }
    }
    return ExitCode.DONE;
  }

  private void print(PointDifference difference) {
    for (var change : difference.changes()) {
      context
          .console()
          .out()
          .println(
              "%-5s%s".formatted(change.modifier(), Printable.of(change.volume() + change.path())));
    }
    for (var volume : difference.volumes()) {
      switch (volume.state()) {
        case COMPARED -> {}
        case ONLY_BEFORE -> context.console().print("%-5s%s/".formatted("-", volume.volume()));
        case ONLY_AFTER -> context.console().print("%-5s%s/".formatted("+", volume.volume()));
      }
    }
    if (difference.more() > 0) {
      context.console().say("%d more changes are not shown".formatted(difference.more()));
    }
  }

  private void printJson(PointDifference difference) throws IOException {
    for (var change : difference.changes()) {
      Json.message(
          context.console().out(),
          "change",
          json -> {
            json.writeStringField("volume", change.volume());
            json.writeStringField("path", change.path());
            json.writeStringField("modifier", change.modifier());
          });
    }
    Json.message(
        context.console().out(),
        "difference",
        json -> {
          json.writeArrayFieldStart("volumes");
          for (var volume : difference.volumes()) {
            json.writeStartObject();
            json.writeStringField("volume", volume.volume());
            json.writeStringField("state", volume.state().word());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeNumberField("more", difference.more());
        });
  }
}
