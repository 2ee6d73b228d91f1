package io.holdfast.cli.application;

import io.holdfast.api.platform.OfApplication;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.api.platform.RetentionPlanView;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Json;
import io.holdfast.cli.console.Printable;
import io.holdfast.cli.platform.PlatformOptions;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code holdfast retention plan}. */
@Command(
    name = "plan",
    description = {
      "Says which restore points a retention run would remove, and why each other one stays.",
      "",
      "Nothing is changed. A run at the same moment does exactly this."
    },
    footer = {"Examples:", "  holdfast retention plan shop"})
final class RetentionPlanCommand implements Callable<ExitCode> {
  private final Context context;

  @Mixin private PlatformOptions options = new PlatformOptions();

  @Parameters(paramLabel = "APPLICATION", description = "The application's name.")
  private String name = "";

  RetentionPlanCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws PlatformException, IOException, InterruptedException {
    try (var connection = options.open(context)) {
      var plan = connection.ask(Operations.PLAN_RETENTION, new OfApplication(name));
      if (context.json()) {
        for (var kept : plan.kept()) {
          print("keep", kept);
        }
        for (var removed : plan.removed()) {
          print("remove", removed);
        }
        Json.message(
            context.console().out(),
            "retention_plan",
            json -> {
              json.writeStringField("application", plan.application());
              Json.texts(json, "steps", plan.steps());
            });
      } else {
        plan.kept().forEach(kept -> context.tell("keep " + words(kept)));
        plan.removed().forEach(removed -> context.tell("remove " + words(removed)));
        plan.steps().forEach(step -> context.tell("would " + step));
        if (plan.steps().isEmpty()) {
          context.tell("there is nothing to do");
        }
      }
    }
    return ExitCode.DONE;
  }

  private static String words(RetentionPlanView.Decision decision) {
    return "%s: %s"
        .formatted(decision.point(), Printable.of(String.join(", ", decision.reasons())));
  }

  private void print(String action, RetentionPlanView.Decision decision) throws IOException {
    Json.message(
        context.console().out(),
        "retention_decision",
        json -> {
          json.writeStringField("action", action);
          json.writeStringField("point", decision.point());
          Json.texts(json, "reasons", decision.reasons());
        });
  }
}
