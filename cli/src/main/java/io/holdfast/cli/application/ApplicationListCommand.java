package io.holdfast.cli.application;

import io.holdfast.api.platform.ApplicationView;
import io.holdfast.api.platform.Everything;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.Amounts;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Json;
import io.holdfast.cli.console.Table;
import io.holdfast.cli.platform.PlatformOptions;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holdfast application list}. */
@Command(
    name = "list",
    description = "Lists the applications, with the newest complete restore point of each.",
    footer = {"Examples:", "  holdfast application list"})
final class ApplicationListCommand implements Callable<ExitCode> {
  private final Context context;

  @Mixin private PlatformOptions options = new PlatformOptions();

  ApplicationListCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws PlatformException, IOException, InterruptedException {
    try (var connection = options.open(context)) {
      var applications =
          connection.ask(Operations.LIST_APPLICATIONS, new Everything()).applications();
      if (context.json()) {
        for (var application : applications) {
          print(application);
        }
        return ExitCode.DONE;
      }
      var table = new Table("Name", "Repository", "Policy", "Volumes", "Points", "Newest complete");
      for (var application : applications) {
        table.row(
            application.name(),
            application.repository(),
            Objects.requireNonNullElse(application.policy(), "-"),
            String.valueOf(application.volumes()),
            String.valueOf(application.points()),
            application.newestComplete() == null
                ? "none"
                : Times.shown(context, application.newestComplete().cut().start()));
      }
      table.print(
          context.console(), Amounts.count(applications.size(), "application", "applications"));
    }
    return ExitCode.DONE;
  }

  private void print(ApplicationView application) throws IOException {
    Json.message(
        context.console().out(),
        "application",
        json -> {
          json.writeStringField("name", application.name());
          json.writeStringField("repository", application.repository());
          if (application.policy() != null) {
            json.writeStringField("policy", application.policy());
          }
          json.writeNumberField("volumes", application.volumes());
          json.writeNumberField("points", application.points());
          if (application.newestComplete() != null) {
            json.writeStringField("newest_complete", application.newestComplete().id());
          }
        });
  }
}
