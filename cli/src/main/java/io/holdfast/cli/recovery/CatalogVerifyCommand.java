package io.holdfast.cli.recovery;

import io.holdfast.api.platform.CatalogView;
import io.holdfast.api.platform.Everything;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.Amounts;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Json;
import io.holdfast.cli.console.Printable;
import io.holdfast.cli.platform.PlatformOptions;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holdfast catalog verify}. */
@Command(
    name = "verify",
    description = {
      "Compares what this machine knows with what the repositories have.",
      "",
      "Every fact's hash, every signature and every restore point is looked at; nothing is changed."
          + " The exit code is 1 when anything is wrong."
    },
    footer = {"Examples:", "  holdfast catalog verify"})
final class CatalogVerifyCommand implements Callable<ExitCode> {
  private final Context context;

  @Mixin private PlatformOptions options = new PlatformOptions();

  CatalogVerifyCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws PlatformException, IOException, InterruptedException {
    try (var connection = options.open(context)) {
      var catalog = connection.ask(Operations.VERIFY_CATALOG, new Everything());
      if (context.json()) {
        printJson(catalog);
      } else {
        print(catalog);
      }
      return catalog.sound() ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  private void print(CatalogView catalog) {
    for (var repository : catalog.repositories()) {
      for (var finding : repository.findings()) {
        context
            .console()
            .out()
            .println(
                Printable.of(
                    "%s: %s; %s".formatted(finding.place(), finding.problem(), finding.remedy())));
      }
      context.tell(
          "%s: %s, %s"
              .formatted(
                  repository.repository(),
                  repository.compared()
                      ? "%d facts here, %d in the repository"
                          .formatted(repository.facts(), repository.factsInRepository())
                      : "%d facts here, not compared".formatted(repository.facts()),
                  repository.findings().isEmpty()
                      ? "nothing is wrong"
                      : Amounts.count(repository.findings().size(), "finding", "findings")));
      if (repository.pointsOfOthers() > 0) {
        context.tell(
            "%s: %s of other machines, which are not listed here; if one of those was this machine, 'holdfast catalog rebuild --replace' lists them"
                .formatted(
                    repository.repository(),
                    Amounts.count(repository.pointsOfOthers(), "restore point", "restore points")));
      }
    }
    if (catalog.repositories().isEmpty()) {
      context.tell("there is no repository to compare with");
    }
  }

  private void printJson(CatalogView catalog) throws IOException {
    for (var repository : catalog.repositories()) {
      for (var finding : repository.findings()) {
        Json.message(
            context.console().out(),
            "finding",
            json -> {
              json.writeStringField("repository", repository.repository());
              json.writeStringField("place", finding.place());
              json.writeStringField("problem", finding.problem());
              json.writeStringField("remedy", finding.remedy());
            });
      }
    }
    Json.message(
        context.console().out(),
        "catalog",
        json -> {
          json.writeBooleanField("sound", catalog.sound());
          json.writeArrayFieldStart("repositories");
          for (var repository : catalog.repositories()) {
            json.writeStartObject();
            json.writeStringField("repository", repository.repository());
            json.writeBooleanField("compared", repository.compared());
            json.writeNumberField("facts", repository.facts());
            json.writeNumberField("facts_in_repository", repository.factsInRepository());
            json.writeNumberField("points_of_others", repository.pointsOfOthers());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }
}
