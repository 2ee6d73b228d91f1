package io.holdfast.cli.application;

import io.holdfast.api.platform.BackupPlanView;
import io.holdfast.api.platform.OfApplication;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.api.platform.RunView;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.Amounts;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Json;
import io.holdfast.cli.platform.PlatformOptions;
import java.io.IOException;
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
      "Exit code 0 says that the point is complete, 3 that it is there and something is missing"
          + " from it, 1 that there is none, be it that the repository is away, locked or opened"
          + " by another password, 20 that the backup is refused."
    },
    footer = {
      "Examples:",
      "  holdfast application backup shop",
      "  holdfast application backup shop --dry-run"
    })
final class ApplicationBackupCommand implements Callable<ExitCode> {
  private final Context context;

  @Mixin private PlatformOptions options = new PlatformOptions();

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
  public ExitCode call() throws PlatformException, IOException, InterruptedException {
    var question = new OfApplication(name);
    if (dryRun) {
      try (var connection = options.open(context)) {
        print(connection.ask(Operations.PLAN_BACKUP, question));
      }
      return ExitCode.DONE;
    }
    try (var connection = options.openForRuns(context)) {
      return ended(connection.await(connection.ask(Operations.BACK_UP, question)));
    }
  }

  private void print(BackupPlanView plan) throws IOException {
    if (context.json()) {
      Json.message(
          context.console().out(),
          "backup_plan",
          json -> {
            json.writeStringField("application", plan.application());
            json.writeStringField("consistency", plan.consistency());
            Json.texts(json, "steps", plan.steps());
            Json.texts(json, "warnings", plan.warnings());
          });
      return;
    }
    for (var method : plan.volumes()) {
      context.tell("volume %s: %s (%s)".formatted(method.volume(), method.way(), method.reason()));
    }
    plan.steps().forEach(step -> context.tell("would " + step));
    plan.warnings().forEach(warning -> context.tell("warning: " + warning));
  }

  private ExitCode ended(RunView run) throws IOException {
    if (context.json()) {
      Runs.print(context, "backup_run", "point", run);
    } else {
      if (run.point() != null) {
        context.tell(
            "restore point %s: %s, %s, %s, %s"
                .formatted(
                    run.id(),
                    Amounts.count(run.point().size().volumes(), "volume", "volumes"),
                    Amounts.count(run.point().size().files(), "file", "files"),
                    Amounts.bytes(run.point().size().bytes()),
                    run.point().state().complete() ? "complete" : "INCOMPLETE"));
      }
      Runs.say(context, run);
    }
    return Runs.code(run);
  }
}
