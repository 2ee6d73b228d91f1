package io.holdfast.cli.maintain;

import io.holdfast.cli.access.Access;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Progress;
import io.holdfast.cli.console.Steps;
import io.holdfast.cli.console.StopException;
import io.holdfast.cli.option.SizeConverter;
import io.holdfast.repository.check.Check;
import io.holdfast.repository.check.CheckListener;
import io.holdfast.repository.check.CheckReport;
import io.holdfast.repository.check.CheckRequest;
import io.holdfast.repository.check.Reading;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code holdfast check}. */
@Command(
    name = "check",
    description = {
      "Looks for damage, and says which snapshots and files it hits.",
      "",
      "Without options it looks at the structure: keys, snapshots, index, trees, and that all packs"
          + " are there. Only what is read can be known to be sound: see --read-data."
    },
    footer = {
      "Examples:",
      "  holdfast check",
      "  holdfast check --read-data",
      "  holdfast check --read-data-subset 1/7"
    })
public final class CheckCommand implements Callable<ExitCode> {
  private final Context context;

  @Option(names = "--read-data", description = "Read every pack and look at every byte.")
  private boolean readData;

  @Option(
      names = "--read-data-subset",
      paramLabel = "PART",
      description = "Read a part: 1/7 (then 2/7 and so on), 2.5%% or 10G at random.")
  private @Nullable String subset;

  public CheckCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws IOException, InterruptedException {
    var request = new CheckRequest(reading(), context.sessions().connections());
    try (var session = context.sessions().open(Access.READ_ALONE)) {
      var steps = new Steps();
      CheckReport report;
      try (var _ = Progress.start(context.console(), context.progress(), steps)) {
        report =
            new Check(
                    session.repository(),
                    request,
                    context.surroundings().clock(),
                    context.surroundings().random(),
                    listener(steps))
                .run();
      }
      session.requireHeld();
      new CheckPrinter(context).print(report);
      return report.isSound() ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  private static CheckListener listener(Steps steps) {
    return new CheckListener() {
      @Override
      public void begins(Step step, long total) {
        steps.begin(step.name().toLowerCase(Locale.ROOT), step == Step.DATA, total);
      }

      @Override
      public void advances(Step step, long count) {
        steps.advance(count);
      }
    };
  }

  private Reading reading() throws StopException {
    if (subset == null) {
      return readData ? Reading.ALL : Reading.NONE;
    }
    if (readData) {
      throw StopException.usage("--read-data and --read-data-subset cannot be used together");
    }
    try {
      if (subset.endsWith("%")) {
        return new Reading.Percentage(Double.parseDouble(subset.substring(0, subset.length() - 1)));
      }
      int slash = subset.indexOf('/');
      if (slash > 0) {
        return new Reading.Part(
            Integer.parseInt(subset.substring(0, slash)),
            Integer.parseInt(subset.substring(slash + 1)));
      }
      if (subset.isEmpty() || !Character.isLetter(subset.charAt(subset.length() - 1))) {
        throw new IllegalArgumentException("a number without a unit");
      }
      return new Reading.Size(new SizeConverter().convert(subset));
    } catch (IllegalArgumentException | TypeConversionException malformed) {
      throw new StopException(
          ExitCode.USAGE,
          "--read-data-subset %s: expected such as 1/7, 2.5%% or 10G".formatted(subset),
          malformed);
    }
  }
}
