package io.holdfast.cli.application;

import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.api.platform.RestorePlanView;
import io.holdfast.api.platform.RestoreWish;
import io.holdfast.api.platform.RunView;
import io.holdfast.api.restore.RestoreSpec;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Json;
import io.holdfast.cli.console.StopException;
import io.holdfast.cli.platform.PlatformOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast point restore}. */
@Command(
    name = "restore",
    description = {
      "Brings a restore point back: beside the volumes, unless something else is asked for.",
      "",
      "A swap exchanges the restored directory with the volume in one step, after the application's"
          + " probes passed; what was there has the other's name then. In place, what is there"
          + " becomes a restore point of its own first."
    },
    footer = {
      "Examples:",
      "  holdfast point restore shop newest",
      "  holdfast point restore shop newest --mode swap --dry-run",
      "  holdfast point restore shop newest --volume orders=nowhere --include /notes"
    })
final class PointRestoreCommand implements Callable<ExitCode> {
  private final Context context;

  @Mixin private PlatformOptions options = new PlatformOptions();

  @Parameters(index = "0", paramLabel = "APPLICATION", description = "The application's name.")
  private String name = "";

  @Parameters(
      index = "1",
      paramLabel = "POINT",
      description =
          "The restore point, or newest for the newest complete one that secures no restore.")
  private String point = "";

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      converter = ModeConverter.class,
      completionCandidates = ModeConverter.class,
      description =
          "aside (default), swap or in_place; or as a Restore spells it, such as InPlace.")
  private RestoreSpec.Mode mode = RestoreSpec.Mode.ASIDE;

  @Option(
      names = "--volume",
      paramLabel = "NAME[=DIR]",
      description = "Only this volume, and where to; can be repeated.")
  private List<String> volumes = List.of();

  @Option(
      names = "--include",
      paramLabel = "PATTERN",
      description = "Only what is below these paths of each volume.")
  private List<String> include = List.of();

  @Option(names = "--no-probe", description = "Do not ask the application's probes.")
  private boolean noProbe;

  @Option(
      names = "--accept-risk",
      paramLabel = "REASON",
      description = {
        "Take a point that would be refused, overwrite what processes use, and go on when what is",
        "there cannot become a restore point first; the reason is kept for ever."
      })
  private @Nullable String acceptedRisk;

  @Option(
      names = {"-n", "--dry-run"},
      description = "Only say what would be done.")
  private boolean dryRun;

  PointRestoreCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws PlatformException, IOException, InterruptedException {
    var wish = wish();
    if (dryRun) {
      try (var connection = options.open(context)) {
        print(connection.ask(Operations.PLAN_RESTORE, wish));
      }
      return ExitCode.DONE;
    }
    try (var connection = options.openForRuns(context)) {
      return ended(connection.await(connection.ask(Operations.RESTORE, wish)));
    }
  }

  private RestoreWish wish() throws StopException {
    var targets = new ArrayList<RestoreWish.Target>();
    for (var volume : volumes) {
      targets.add(target(volume));
    }
    return new RestoreWish(name, point, mode, targets, include, !noProbe, acceptedRisk);
  }

  private static RestoreWish.Target target(String volume) throws StopException {
    int equals = volume.indexOf('=');
    if (equals == volume.length() - 1) {
      throw StopException.usage(
          "--volume %s names no directory: leave '=' out to restore beside the volume"
              .formatted(volume));
    }
    return equals < 0
        ? new RestoreWish.Target(volume, null)
        : new RestoreWish.Target(
            volume.substring(0, equals),
            Path.of(volume.substring(equals + 1)).toAbsolutePath().normalize().toString());
  }

  private void print(RestorePlanView plan) throws IOException {
    if (context.json()) {
      Json.message(
          context.console().out(),
          "restore_plan",
          json -> {
            json.writeStringField("point", plan.point());
            Json.texts(json, "steps", plan.steps());
            Json.texts(json, "warnings", plan.warnings());
          });
      return;
    }
    plan.steps().forEach(step -> context.tell("would " + step));
    plan.warnings().forEach(warning -> context.tell("warning: " + warning));
  }

  private ExitCode ended(RunView run) throws IOException {
    if (context.json()) {
      print(run);
      return Runs.code(run);
    }
    var end = Runs.end(run);
    if (end.outcome() == RunView.Outcome.DONE) {
      context.tell("%s done".formatted(run.id()));
      if (!end.message().isEmpty()) {
        context.tell(end.message());
      }
    } else {
      Runs.say(context, run);
    }
    Runs.end(run).restored().forEach(restored -> context.tell(Runs.words(restored)));
    return Runs.code(run);
  }

  private void print(RunView run) throws IOException {
    Json.message(
        context.console().out(),
        "restore_run",
        json -> {
          Runs.fields(json, "run", run);
          json.writeArrayFieldStart("restored");
          for (var restored : Runs.end(run).restored()) {
            json.writeStartObject();
            json.writeStringField("volume", restored.volume());
            json.writeStringField("directory", restored.directory());
            if (restored.replaced() != null) {
              json.writeStringField("replaced", restored.replaced());
            }
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }
}
