package io.holdfast.cli.browse;

import io.holdfast.cli.access.Access;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.option.HostedSnapshotOptions;
import io.holdfast.cli.snapshot.SnapshotChoice;
import io.holdfast.repository.find.Search;
import io.holdfast.repository.find.Wanted;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code holdfast find}. */
@Command(
    name = "find",
    description = {
      "Finds files and directories in all snapshots.",
      "",
      "The exit code is 1 when nothing was found."
    },
    footer = {
      "Examples:",
      "  holdfast find '*.txt'",
      "  holdfast find --newest 2001-01-01 '*'",
      "  holdfast find -l -s latest notes.txt"
    })
public final class FindCommand implements Callable<ExitCode> {
  private final Context context;

  @Mixin private FindOptions options = new FindOptions();
  @Mixin private HostedSnapshotOptions filter = new HostedSnapshotOptions();

  @Option(
      names = {"-s", "--snapshot"},
      paramLabel = "SNAPSHOT",
      description = "Look in this snapshot; may be repeated.")
  private List<String> snapshots = List.of();

  @Option(
      names = {"-l", "--long"},
      description = "Show permissions, owner, size and time.")
  private boolean isLong;

  @Option(
      names = {"-R", "--reverse"},
      description = "Look in the newest snapshot first.")
  private boolean reverse;

  @Option(names = "--human-readable", description = "Show sizes with units.")
  private boolean readable;

  public FindCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws IOException, InterruptedException {
    var wanted = options.wanted(context.surroundings().zone());
    try (var session = context.sessions().open(Access.READ)) {
      var repository = session.repository();
      var sorted =
          SnapshotChoice.several(repository, snapshots, filter.filter(context.usualHost()));
      var chosen = reverse ? sorted.reversed() : sorted;
      session.loadIndex();
      long found;
      if (context.json()) {
        try (var printer =
            new FoundJson(context.console().out(), wanted instanceof Wanted.Entries)) {
          found = new Search(repository, wanted, printer).in(chosen);
        }
      } else {
        found =
            new Search(repository, wanted, new FoundWords(context, isLong, readable)).in(chosen);
      }
      if (found > 0) {
        return ExitCode.DONE;
      }
      if (!context.json() && !context.options().output().quiet()) {
        context.console().say("nothing was found");
      }
      return ExitCode.FAILED;
    }
  }
}
