package io.holdfast.cli.maintain;

import io.holdfast.cli.access.Context;
import io.holdfast.cli.access.Writing;
import io.holdfast.cli.console.ExitCode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code holdfast prune}. */
@Command(
    name = "prune",
    description = {
      "Removes from the store what no snapshot needs any more.",
      "",
      "Nothing is removed when anything looks wrong: a pack that is missing, or a listing that"
          + " knows of less than the index."
    },
    footer = {
      "Examples:",
      "  holdfast prune --dry-run",
      "  holdfast prune",
      "  holdfast prune --max-unused 0"
    })
public final class PruneCommand implements Callable<ExitCode> {
  private final Context context;

  @Mixin private PruneOptions options = new PruneOptions();

  @Option(
      names = {"-n", "--dry-run"},
      description = "Remove nothing, only say what would be.")
  private boolean dryRun;

  public PruneCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws IOException, InterruptedException {
    var run = new PruneRun(context, options.request(Writing.of(context).packs().packSize()));
    if (dryRun) {
      run.preview();
    } else {
      run.run();
    }
    return ExitCode.DONE;
  }
}
