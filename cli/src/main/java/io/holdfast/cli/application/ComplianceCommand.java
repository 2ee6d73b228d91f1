package io.holdfast.cli.application;

import io.holdfast.api.platform.ComplianceView;
import io.holdfast.api.platform.Everything;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Json;
import io.holdfast.cli.platform.PlatformOptions;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holdfast compliance}. */
@Command(
    name = "compliance",
    description = {
      "Says which applications have what their policies promise, which do not, and why.",
      "",
      "What nobody knows does not count as kept. The exit code is 20 when an application is not"
          + " compliant, and when none is declared."
    },
    footer = {"Examples:", "  holdfast compliance"})
public final class ComplianceCommand implements Callable<ExitCode> {
  private final Context context;

  @Mixin private PlatformOptions options = new PlatformOptions();

  public ComplianceCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws PlatformException, IOException, InterruptedException {
    try (var connection = options.open(context)) {
      var report = connection.ask(Operations.COMPLIANCE, new Everything());
      if (context.json()) {
        for (var application : report.applications()) {
          print(application);
        }
      } else {
        context.console().out().print(report.text());
      }
      return report.compliant() && !report.applications().isEmpty()
          ? ExitCode.DONE
          : ExitCode.REFUSED_BY_POLICY;
    }
  }

  private void print(ComplianceView.Judged application) throws IOException {
    Json.message(
        context.console().out(),
        "compliance",
        json -> {
          json.writeStringField("application", application.application());
          json.writeStringField("policy", application.policy());
          json.writeBooleanField("compliant", application.compliant());
          json.writeArrayFieldStart("clauses");
          for (var clause : application.clauses()) {
            json.writeStartObject();
            json.writeStringField("promise", clause.promise());
            json.writeStringField("standing", word(clause.standing()));
            json.writeStringField("reason", clause.reason());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private static String word(ComplianceView.Standing standing) {
    return standing.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
