package io.holdfast.cli.application;

import io.holdfast.api.platform.HoldWish;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.option.DayConverter;
import io.holdfast.cli.platform.PlatformOptions;
import java.io.IOException;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast hold place}. */
@Command(
    name = "place",
    description = {
      "Holds a restore point: it stays until the hold is released.",
      "",
      "The hold is in the repository when this ends. It binds holdfast; stock restic knows no"
          + " holds."
    },
    footer = {
      "Examples:",
      "  holdfast hold place shop-20261129t041500z-7f3a incident-7 --reason evidence",
      "  holdfast hold place shop-20261129t041500z-7f3a audit --reason 'asked for by law'"
          + " --review 2027-03-01"
    })
final class HoldPlaceCommand implements Callable<ExitCode> {
  /** A hold that nobody looks at stays; somebody is to look at it within so many days. */
  private static final int DAYS = 90;

  private final Context context;

  @Mixin private PlatformOptions options = new PlatformOptions();

  @Parameters(index = "0", paramLabel = "POINT", description = "The restore point.")
  private String point = "";

  @Parameters(
      index = "1",
      paramLabel = "NAME",
      description = "A name for the hold: small letters, digits, '-' and '.'.")
  private String hold = "";

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why the point must stay.")
  private String reason = "";

  @Option(
      names = "--review",
      converter = DayConverter.class,
      paramLabel = "DATE",
      description = "When a review of it is due (default: in 90 days); it ends by no date.")
  private @Nullable LocalDate review;

  HoldPlaceCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws PlatformException, IOException, InterruptedException {
    var surroundings = context.surroundings();
    var due =
        review == null
            ? surroundings
                .clock()
                .instant()
                .atZone(surroundings.zone())
                .toLocalDate()
                .plusDays(DAYS)
            : review;
    try (var connection = options.open(context)) {
      var placed = connection.ask(Operations.PLACE_HOLD, new HoldWish(point, hold, reason, due));
      if (context.json()) {
        HoldListCommand.print(context, placed);
      } else {
        context.tell(
            "%s is held by %s: %s (%s)"
                .formatted(placed.point(), placed.hold(), placed.reason(), placed.until()));
      }
    }
    return ExitCode.DONE;
  }
}
