package io.holdfast.cli.restore;

import io.holdfast.cli.access.Access;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.Amounts;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Progress;
import io.holdfast.cli.console.StopException;
import io.holdfast.cli.option.ExcludeOptions;
import io.holdfast.cli.option.HostedSnapshotOptions;
import io.holdfast.cli.option.IncludeOptions;
import io.holdfast.cli.snapshot.SnapshotChoice;
import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.restore.Overwrite;
import io.holdfast.repository.restore.Ownership;
import io.holdfast.repository.restore.Restore;
import io.holdfast.repository.restore.RestoreCounts;
import io.holdfast.repository.restore.RestoreReport;
import io.holdfast.repository.restore.RestoreRequest;
import io.holdfast.repository.select.Selection;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast restore}. */
@Command(
    name = "restore",
    description = {
      "Restores a snapshot, or a part of it, to a directory.",
      "",
      "Every byte is verified. An interrupted restore goes on where it was when it is started"
          + " again. What cannot be restored is named, and the exit code is 3."
    },
    footer = {
      "Examples:",
      "  holdfast restore latest --target restored",
      "  holdfast restore latest:/documents --target restored --dry-run -v",
      "  holdfast restore latest --target restored --include '*.txt' --verify"
    })
public final class RestoreCommand implements Callable<ExitCode> {
  private final Context context;

  @Mixin private HostedSnapshotOptions filter = new HostedSnapshotOptions();
  @Mixin private IncludeOptions includes = new IncludeOptions();
  @Mixin private ExcludeOptions excludes = new ExcludeOptions();

  @Option(
      names = {"-t", "--target"},
      required = true,
      paramLabel = "DIRECTORY",
      description = "Where to; made when it is not there.")
  private String target;

  @Option(
      names = "--overwrite",
      paramLabel = "POLICY",
      converter = OverwriteConverter.class,
      completionCandidates = OverwriteConverter.class,
      description = "What is there already: always (default), if-changed, if-newer or never.")
  private Overwrite overwrite = Overwrite.ALWAYS;

  @Option(
      names = "--delete",
      description = "Remove what is in the target's directories and not in the snapshot's.")
  private boolean delete;

  @Option(names = "--sparse", description = "Leave holes where files have zeros.")
  private boolean sparse;

  @Option(names = "--verify", description = "Read everything once more after it was written.")
  private boolean verify;

  @Option(
      names = "--owner",
      paramLabel = "HOW",
      converter = OwnershipConverter.class,
      completionCandidates = OwnershipConverter.class,
      description = "Owners by number (default), by name, or none: whoever restores.")
  private @Nullable Ownership ownership;

  @Option(
      names = "--ownership-by-name",
      description = "The same as --owner name, in restic's words.")
  private boolean byName;

  @Option(
      names = {"-n", "--dry-run"},
      description = "Write nothing, only say what would be done.")
  private boolean dryRun;

  @Parameters(
      paramLabel = "SNAPSHOT[:PATH]",
      description = "The beginning of its id, or latest; and a directory in it.")
  private String wanted;

  public RestoreCommand(Context context) {
    this.context = context;
    this.target = "";
    this.wanted = "";
  }

  @Override
  public ExitCode call() throws IOException, InterruptedException {
    if (dryRun && verify) {
      throw StopException.usage("--dry-run and --verify cannot be used together");
    }
    if (byName && ownership != null && ownership != Ownership.BY_NAME) {
      throw StopException.usage("--owner and --ownership-by-name contradict each other");
    }
    var selection = selection();
    try (var session = context.sessions().open(Access.READ)) {
      var repository = session.repository();
      var all = SnapshotChoice.candidates(repository, wanted);
      session.loadIndex();
      var place = SnapshotChoice.place(repository, all, wanted, filter.filter(context.usualHost()));
      var restore = new Restore(repository, request(place.tree(), selection));
      if (dryRun) {
        new RestorePreview(context).print(restore);
        return ExitCode.DONE;
      }
      var report = run(restore);
      new RestoreSummary(context, report, target).print();
      if (selection instanceof Selection.Including && report.counts().entriesFound() == 0) {
        var message = "nothing in this snapshot matches the include patterns";
        context.lines().warned(message, message, _ -> {});
      }
      return report.isComplete() ? ExitCode.DONE : ExitCode.INCOMPLETE;
    }
  }

  private RestoreRequest request(BlobId tree, Selection selection) throws StopException {
    try {
      return new RestoreRequest(
          tree,
          BytePath.of(target),
          selection,
          new RestoreRequest.Options(overwrite, delete, sparse, verify, ownership()));
    } catch (IllegalArgumentException unsafe) {
      throw StopException.usage(String.valueOf(unsafe.getMessage()));
    }
  }

  private Ownership ownership() {
    if (byName) {
      return Ownership.BY_NAME;
    }
    return ownership == null ? Ownership.BY_NUMBER : ownership;
  }

  private RestoreReport run(Restore restore) throws IOException {
    var counts = new RestoreCounts();
    var lines = context.lines();
    var display = new RestoreDisplay(lines, counts);
    try (var progress = Progress.start(context.console(), context.progress(), display)) {
      lines.attach(progress);
      return restore.run(counts, display);
    } catch (InterruptedIOException interrupted) {
      throw new StopException(
          ExitCode.INTERRUPTED,
          "interrupted after %s; what is whole stays, and the same command goes on from there"
              .formatted(Amounts.bytes(counts.bytesDone())),
          interrupted);
    }
  }

  private Selection selection() throws IOException {
    var environment = context.surroundings().environment();
    var included = includes.patterns().lists(environment::orEmpty);
    var excluded = excludes.patterns().lists(environment::orEmpty);
    if (!included.isEmpty() && !excluded.isEmpty()) {
      throw StopException.usage("include and exclude patterns cannot be used together");
    }
    if (!included.isEmpty()) {
      return new Selection.Including(included);
    }
    return excluded.isEmpty() ? Selection.ALL : new Selection.Excluding(excluded);
  }
}
