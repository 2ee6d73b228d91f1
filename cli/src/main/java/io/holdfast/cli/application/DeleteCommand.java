package io.holdfast.cli.application;

import io.holdfast.api.kind.Application;
import io.holdfast.api.platform.DeletedKind;
import io.holdfast.api.platform.OfKind;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Json;
import io.holdfast.cli.console.StopException;
import io.holdfast.cli.platform.PlatformOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code holdfast delete}. */
@Command(
    name = "delete",
    description = {
      "Declares something no more; what is stored of it stays.",
      "",
      "Restore points are removed by retention, while their application is declared, or by"
          + " 'holdfast forget'. A policy or repository that an application names is refused, and"
          + " so is an application of which a run has not ended."
    },
    footer = {"Examples:", "  holdfast delete application/shop policy/gold"})
public final class DeleteCommand implements Callable<ExitCode> {
  private final Context context;

  @Mixin private PlatformOptions options = new PlatformOptions();

  @Parameters(
      arity = "1..*",
      paramLabel = "KIND/NAME",
      description = "What to delete, in this order.")
  private List<String> names = List.of();

  public DeleteCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws PlatformException, IOException, InterruptedException {
    var questions = new ArrayList<OfKind>();
    for (var name : names) {
      questions.add(question(name));
    }
    // A run that was cut off is ended before, if any could keep an application from it.
    boolean recovering =
        questions.stream()
            .anyMatch(one -> one.kind().equalsIgnoreCase(Application.class.getSimpleName()));
    try (var connection = recovering ? options.openForRuns(context) : options.open(context)) {
      for (var question : questions) {
        print(connection.ask(Operations.DELETE_KIND, question));
      }
    }
    return ExitCode.DONE;
  }

  private static OfKind question(String name) throws StopException {
    var parts = name.split("/", -1);
    if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
      throw StopException.usage(
          "'%s' names nothing: expected KIND/NAME, such as application/shop".formatted(name));
    }
    return new OfKind(parts[0], parts[1]);
  }

  private void print(DeletedKind deleted) throws IOException {
    if (context.json()) {
      Json.message(
          context.console().out(),
          "deleted",
          json -> {
            json.writeStringField("kind", deleted.kind());
            json.writeStringField("name", deleted.name());
            Json.texts(json, "notes", deleted.notes());
          });
    } else {
      context.tell(
          "%s/%s deleted".formatted(deleted.kind().toLowerCase(Locale.ROOT), deleted.name()));
      context.console().out().flush();
      deleted.notes().forEach(context.console()::say);
    }
  }
}
