package io.holdfast.cli.application;

import com.fasterxml.jackson.core.JsonGenerator;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.api.platform.PolicyChangeStanding;
import io.holdfast.api.platform.PolicyChangeView;
import io.holdfast.api.platform.WaitingChanges;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.Amounts;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Json;
import io.holdfast.cli.console.Printable;
import io.holdfast.cli.console.Table;
import io.holdfast.cli.platform.PlatformOptions;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code holdfast policy list}. */
@Command(
    name = "list",
    description = {
      "Lists the changes of policies that wait, because they protect less.",
      "",
      "Until such a change counts, what was applied before counts beside it: a restore point goes"
          + " only when both let it go. To give a change up, apply the former policy again."
    },
    footer = {"Examples:", "  holdfast policy list", "  holdfast policy list shop"})
final class PolicyListCommand implements Callable<ExitCode> {
  private final Context context;

  @Mixin private PlatformOptions options = new PlatformOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "APPLICATION",
      description = "Only its policy; those of all without it.")
  private @Nullable String name;

  PolicyListCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws PlatformException, IOException, InterruptedException {
    try (var connection = options.open(context)) {
      var changes =
          connection.ask(Operations.LIST_POLICY_CHANGES, new WaitingChanges(name)).changes();
      if (context.json()) {
        for (var change : changes) {
          print(change);
        }
        return ExitCode.DONE;
      }
      var table = new Table("Application", "Change", "Policy", "By", "Protects less", "Counts");
      for (var change : changes) {
        table.row(
            change.application(),
            change.change(),
            Objects.requireNonNullElse(change.policy(), "-"),
            Printable.of(change.by()),
            Printable.of(String.join(", ", change.less())),
            words(context, change.standing()));
      }
      table.print(context.console(), Amounts.count(changes.size(), "change waits", "changes wait"));
    }
    return ExitCode.DONE;
  }

  private void print(PolicyChangeView change) throws IOException {
    Json.message(
        context.console().out(),
        "policy_change",
        json -> {
          json.writeStringField("application", change.application());
          json.writeStringField("change", change.change());
          if (change.policy() != null) {
            json.writeStringField("policy", change.policy());
          }
          json.writeStringField("by", change.by());
          json.writeStringField("asked_at", change.askedAt().toString());
          Json.texts(json, "less", change.less());
          write(json, change.standing());
        });
  }

  static void write(JsonGenerator json, PolicyChangeStanding standing) throws IOException {
    json.writeStringField(
        "state",
        switch (standing.state()) {
          case IN_EFFECT -> "in-effect";
          case WAITS -> "waits";
          case NEEDS_APPROVAL -> "needs-approval";
        });
    json.writeStringField("from", standing.from().toString());
  }

  /** When it counts. */
  static String words(Context context, PolicyChangeStanding standing) {
    var time = Times.shown(context, standing.from());
    return switch (standing.state()) {
      case IN_EFFECT -> "since " + time;
      case WAITS -> "from " + time;
      case NEEDS_APPROVAL -> "once somebody else approves it, not before %s".formatted(time);
    };
  }
}
