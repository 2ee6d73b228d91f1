package io.holdfast.cli.application;

import io.holdfast.api.platform.OfPolicyChange;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Json;
import io.holdfast.cli.platform.PlatformOptions;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code holdfast policy approve}. */
@Command(
    name = "approve",
    description = {
      "Agrees to a change of a policy that somebody else asked for, and that protects less.",
      "",
      "It counts after the destructiveDelay of the policy before it all the same. A change that"
          + " was asked for since is another one, and not agreed to."
    },
    footer = {"Examples:", "  holdfast policy approve shop 5d0f9c2e81b7a346:17"})
final class PolicyApproveCommand implements Callable<ExitCode> {
  private final Context context;

  @Mixin private PlatformOptions options = new PlatformOptions();

  @Parameters(index = "0", paramLabel = "APPLICATION", description = "The application's name.")
  private String name = "";

  @Parameters(
      index = "1",
      paramLabel = "CHANGE",
      description = "The change, as 'holdfast policy list' shows it.")
  private String change = "";

  PolicyApproveCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws PlatformException, IOException, InterruptedException {
    try (var connection = options.open(context)) {
      var standing =
          connection.ask(Operations.APPROVE_POLICY_CHANGE, new OfPolicyChange(name, change));
      if (context.json()) {
        Json.message(
            context.console().out(),
            "policy_approval",
            json -> {
              json.writeStringField("application", name);
              json.writeStringField("change", change);
              PolicyListCommand.write(json, standing);
            });
      } else {
        context.tell(
            "change %s of the policy for %s counts %s"
                .formatted(change, name, PolicyListCommand.words(context, standing)));
      }
    }
    return ExitCode.DONE;
  }
}
