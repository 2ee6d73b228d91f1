package io.holdfast.cli.application;

import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.Amounts;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Json;
import io.holdfast.host.Machine;
import io.holdfast.host.run.Subject;
import io.holdfast.protection.backup.BackupPlan;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.run.Run;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast application backup}. */
@Command(
    name = "backup",
    description = {
      "Makes a restore point of an application now.",
      "",
      "Exit code 3 says that the point is there and something is missing from it, 20 that the"
          + " backup is refused."
    },
    footer = {
      "Examples:",
      "  holdfast application backup shop",
      "  holdfast application backup shop --dry-run"
    })
final class ApplicationBackupCommand implements Callable<ExitCode> {
  private final Context context;

  @Mixin private StateOptions state = new StateOptions();

  @Parameters(paramLabel = "APPLICATION", description = "The application's name.")
  private String name = "";

  @Option(
      names = {"-n", "--dry-run"},
      description = "Only say what would be done.")
  private boolean dryRun;

  ApplicationBackupCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws IOException, InterruptedException {
    try (var machine = state.open(context)) {
      var subject = machine.kinds().subject(name);
      if (dryRun) {
        print(Refusals.planned(context, "the backup", machine.backups().plan(subject)));
        return ExitCode.DONE;
      }
      for (var cutOff : machine.recover()) {
        context.console().say(cutOff(cutOff));
      }
      var run = Refusals.planned(context, "the backup", machine.backups().run(subject));
      return ended(machine, subject, run);
    }
  }

  private static String cutOff(Run run) {
    var end = Objects.requireNonNull(run.end(), "a run that was recovered has ended");
    return "%s was cut off, and is %s now%s"
        .formatted(
            run.id(),
            end.outcome().name().toLowerCase(Locale.ROOT),
            end.message().isEmpty() ? "" : ": " + end.message());
  }

  private void print(BackupPlan plan) throws IOException {
    if (context.json()) {
      Json.message(
          context.console().out(),
          "backup_plan",
          json -> {
            json.writeStringField("application", plan.application().text());
            json.writeStringField(
                "consistency", plan.consistency().name().toLowerCase(Locale.ROOT));
            Json.texts(json, "steps", plan.steps().stream().map(step -> step.key()).toList());
            Json.texts(json, "warnings", plan.warnings());
          });
      return;
    }
    for (var method : plan.volumes()) {
      context.tell(
          "volume %s: %s (%s)"
              .formatted(
                  method.volume(), method.way().name().toLowerCase(Locale.ROOT), method.reason()));
    }
    for (var step : plan.steps()) {
      context.tell("would " + step.key());
    }
    plan.warnings().forEach(warning -> context.tell("warning: " + warning));
  }

  private ExitCode ended(Machine machine, Subject subject, Run run) throws IOException {
    var end = Objects.requireNonNull(run.end(), "a run that returned has ended");
    var point = machine.catalog().points().find(subject.repositoryName(), PointId.parse(run.id()));
    if (context.json()) {
      Json.message(
          context.console().out(),
          "backup_run",
          json -> {
            json.writeStringField("point", run.id());
            json.writeStringField("outcome", end.outcome().name().toLowerCase(Locale.ROOT));
            json.writeStringField("message", end.message());
          });
    } else if (point.isPresent()) {
      var size = point.get().size();
      context.tell(
          "restore point %s: %d volumes, %d files, %s, %s"
              .formatted(
                  run.id(),
                  size.volumes(),
                  size.files(),
                  Amounts.bytes(size.bytes()),
                  point.get().isComplete() ? "complete" : "INCOMPLETE"));
    }
    if (end.outcome() != Run.Outcome.DONE && !context.json()) {
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
