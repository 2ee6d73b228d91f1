package io.holdfast.cli.application;

import io.holdfast.api.platform.OfHold;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.platform.PlatformOptions;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code holdfast hold approve}. */
@Command(
    name = "approve",
    description = "Agrees to the end of a hold that somebody else asked for.",
    footer = {"Examples:", "  holdfast hold approve shop-20261129t041500z-7f3a incident-7"})
final class HoldApproveCommand implements Callable<ExitCode> {
  private final Context context;

  @Mixin private PlatformOptions options = new PlatformOptions();

  @Parameters(index = "0", paramLabel = "POINT", description = "The restore point.")
  private String point = "";

  @Parameters(index = "1", paramLabel = "NAME", description = "The name of the hold.")
  private String hold = "";

  HoldApproveCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws PlatformException, IOException, InterruptedException {
    try (var connection = options.open(context)) {
      ReleaseWords.print(
          context,
          hold,
          point,
          connection.ask(Operations.APPROVE_RELEASE, new OfHold(point, hold)));
    }
    return ExitCode.DONE;
  }
}
