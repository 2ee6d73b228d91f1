package io.holdfast.cli.application;

import io.holdfast.api.platform.HoldRelease;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.platform.PlatformOptions;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast hold release}. */
@Command(
    name = "release",
    description = {
      "Asks for the end of a hold.",
      "",
      "It ends after the policy's destructiveDelay (24 hours without a policy), and once somebody"
          + " else approved it where there is more than one administrator. To give a release up,"
          + " place the hold again."
    },
    footer = {
      "Examples:",
      "  holdfast hold release shop-20261129t041500z-7f3a incident-7 --reason 'case closed'"
    })
final class HoldReleaseCommand implements Callable<ExitCode> {
  private final Context context;

  @Mixin private PlatformOptions options = new PlatformOptions();

  @Parameters(index = "0", paramLabel = "POINT", description = "The restore point.")
  private String point = "";

  @Parameters(index = "1", paramLabel = "NAME", description = "The name of the hold.")
  private String hold = "";

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why the point need not stay any more.")
  private String reason = "";

  HoldReleaseCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws PlatformException, IOException, InterruptedException {
    try (var connection = options.open(context)) {
      ReleaseWords.print(
          context,
          hold,
          point,
          connection.ask(Operations.RELEASE_HOLD, new HoldRelease(point, hold, reason)));
    }
    return ExitCode.DONE;
  }
}
