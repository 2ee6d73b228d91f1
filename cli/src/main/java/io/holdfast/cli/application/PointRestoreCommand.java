package io.holdfast.cli.application;

import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Json;
import io.holdfast.cli.console.StopException;
import io.holdfast.host.Machine;
import io.holdfast.host.run.Restores;
import io.holdfast.host.run.Subject;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.protection.point.RestorePoint;
import io.holdfast.protection.point.VolumeOutcome;
import io.holdfast.protection.restore.RestorePlan;
import io.holdfast.protection.restore.RestorePlan.Step;
import io.holdfast.protection.restore.RestoreRequest;
import io.holdfast.protection.run.Run;
import io.holdfast.vault.point.StoredPoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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
  /** What becomes of what is there. */
  enum Mode {
    aside,
    swap,
    in_place
  }

  private final Context context;

  @Mixin private StateOptions state = new StateOptions();

  @Parameters(index = "0", paramLabel = "APPLICATION", description = "The application's name.")
  private String name = "";

  @Parameters(
      index = "1",
      paramLabel = "POINT",
      description = "The restore point, or newest for the newest complete one.")
  private String point = "";

  @Option(names = "--mode", paramLabel = "MODE", description = "aside (default), swap or in_place.")
  private Mode mode = Mode.aside;

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
      description = "Take a point that would be refused; the reason is kept for ever.")
  private @Nullable String acceptedRisk;

  @Option(
      names = {"-n", "--dry-run"},
      description = "Only say what would be done.")
  private boolean dryRun;

  PointRestoreCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws IOException, InterruptedException {
    try (var machine = state.open(context)) {
      var subject = machine.kinds().subject(name);
      var id = point(machine, subject);
      var run =
          "restore-%s-%04x"
              .formatted(
                  id.text().substring(id.application().text().length() + 1),
                  context.surroundings().random().nextInt(1 << 16));
      Restores.Wish wish = stored -> request(run, subject, stored);
      if (dryRun) {
        print(Refusals.planned(context, "the restore", machine.restores().plan(subject, id, wish)));
        return ExitCode.DONE;
      }
      return ended(
          Refusals.planned(context, "the restore", machine.restores().run(subject, id, wish)));
    }
  }

  private PointId point(Machine machine, Subject subject) throws IOException {
    if (point.equals("newest")) {
      return machine.catalog().points().of(subject.repositoryName(), subject.name()).stream()
          .filter(RestorePoint::isComplete)
          .findFirst()
          .map(RestorePoint::id)
          .orElseThrow(() ->
              StopException.failed(
                  "application %s has no complete restore point: 'holdfast point list %s' shows what there is"
                      .formatted(name, name)));
    }
    try {
      return PointId.parse(point);
    } catch (IllegalArgumentException malformed) {
      throw StopException.usage(malformed);
    }
  }

  private RestoreRequest request(String run, Subject subject, StoredPoint stored) {
    var live = new LinkedHashMap<String, String>();
    subject
        .application()
        .spec()
        .volumes()
        .forEach(volume -> live.put(volume.name(), volume.path()));
    var wanted = wanted(stored);
    var request =
        wanted.entrySet().stream()
            .map(entry ->
                new RestoreRequest.Volume(
                    VolumeName.parse(entry.getKey()),
                    live.getOrDefault(entry.getKey(), "/" + entry.getKey()),
                    entry.getValue().isEmpty()
                        ? null
                        : Path.of(entry.getValue()).toAbsolutePath().normalize().toString()))
            .toList();
    return new RestoreRequest(
        run,
        stored.manifest(),
        request,
        switch (mode) {
          case aside -> RestoreRequest.Mode.ASIDE;
          case swap -> RestoreRequest.Mode.SWAP;
          case in_place -> RestoreRequest.Mode.IN_PLACE;
        },
        include,
        noProbe
            ? List.of()
            : subject.application().spec().restore().probes().stream()
                .map(probe -> probe.name())
                .toList(),
        acceptedRisk);
  }

  /** Names of volumes and where they go; an empty text where nothing is said. */
  private Map<String, String> wanted(StoredPoint stored) {
    var wanted = new LinkedHashMap<String, String>();
    if (volumes.isEmpty()) {
      for (VolumeOutcome outcome : stored.manifest().volumes()) {
        wanted.put(outcome.volume().text(), "");
      }
    }
    for (var volume : volumes) {
      int equals = volume.indexOf('=');
      wanted.put(
          equals < 0 ? volume : volume.substring(0, equals),
          equals < 0 ? "" : volume.substring(equals + 1));
    }
    return wanted;
  }

  private void print(RestorePlan plan) throws IOException {
    if (context.json()) {
      Json.message(
          context.console().out(),
          "restore_plan",
          json -> {
            json.writeStringField("point", plan.point().text());
            Json.texts(
                json, "steps", plan.steps().stream().map(PointRestoreCommand::words).toList());
            Json.texts(json, "warnings", plan.warnings());
          });
      return;
    }
    plan.steps().forEach(step -> context.tell("would " + words(step)));
    plan.warnings().forEach(warning -> context.tell("warning: " + warning));
  }

  private static String words(Step step) {
    return switch (step) {
      case Step.Secure _ -> "make a restore point of what is there";
      case Step.Fill(var volume, String directory, var _, boolean over) ->
          "restore %s %s %s".formatted(volume, over ? "over" : "to", directory);
      case Step.Probe(String probe) -> "ask probe " + probe;
      case Step.Swap(var _, String restored, String live) ->
          "exchange %s with %s".formatted(restored, live);
    };
  }

  private ExitCode ended(Run run) throws IOException {
    var end = Objects.requireNonNull(run.end(), "a run that returned has ended");
    var outcome = end.outcome().name().toLowerCase(Locale.ROOT);
    if (context.json()) {
      Json.message(
          context.console().out(),
          "restore_run",
          json -> {
            json.writeStringField("run", run.id());
            json.writeStringField("outcome", outcome);
            json.writeStringField("message", end.message());
          });
    } else if (end.outcome() == Run.Outcome.DONE) {
      context.tell("%s %s".formatted(run.id(), outcome));
    } else {
      context.console().say(end.message());
    }
    return switch (end.outcome()) {
      case DONE -> ExitCode.DONE;
      case INCOMPLETE -> ExitCode.INCOMPLETE;
      case FAILED -> ExitCode.FAILED;
      case CANCELLED -> ExitCode.INTERRUPTED;
    };
  }
}
