package io.holdfast.cli.backup;

import io.holdfast.cli.access.Access;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.access.Writing;
import io.holdfast.cli.console.Amounts;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Progress;
import io.holdfast.cli.console.StopException;
import io.holdfast.location.Session;
import io.holdfast.repository.backup.Backup;
import io.holdfast.repository.backup.BackupCounts;
import io.holdfast.repository.backup.BackupReport;
import io.holdfast.repository.backup.BackupRequest;
import io.holdfast.repository.backup.Exclusions;
import io.holdfast.repository.backup.Source;
import io.holdfast.repository.backup.SourceScan;
import io.holdfast.repository.backup.UnindexedPacksException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code holdfast backup}. */
@Command(
    name = "backup",
    description = {
      "Makes a snapshot of files and directories.",
      "",
      "What cannot be read is left out and named; the snapshot then is incomplete, and the exit"
          + " code 3."
    },
    footer = {
      "Examples:",
      "  holdfast backup documents",
      "  holdfast backup documents --exclude '*.tmp' --exclude-caches --tag nightly",
      "  holdfast backup documents --dry-run -v",
      "  holdfast backup --stdin-from-command --stdin-filename list.txt -- ls documents"
    })
public final class BackupCommand implements Callable<ExitCode> {
  private final Context context;

  @Mixin private SourceOptions source = new SourceOptions();
  @Mixin private ExclusionOptions exclusions = new ExclusionOptions();
  @Mixin private LabelOptions labels = new LabelOptions();
  @Mixin private ComparisonOptions comparison = new ComparisonOptions();

  @Option(
      names = "--read-concurrency",
      paramLabel = "N",
      description = "Read so many large files at a time (or HOLDFAST_READ_CONCURRENCY).")
  private @Nullable Integer readers;

  @Option(names = "--with-atime", description = "Keep when files were last read.")
  private boolean accessTimes;

  @Option(
      names = "--skip-if-unchanged",
      description = "Make no snapshot when nothing has changed since the last one.")
  private boolean skipUnchanged;

  @Option(names = "--no-scan", description = "Do not look first how much there is.")
  private boolean noScan;

  @Option(
      names = {"-n", "--dry-run"},
      description = "Store nothing, only say what would be.")
  private boolean dryRun;

  public BackupCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws IOException, InterruptedException {
    requireOneUseOfStandardInput();
    var from = source.source(context.console());
    var request = request(from);
    BackupReport report;
    try (var session = context.sessions().open(dryRun ? Access.TRIAL : Access.APPEND)) {
      report = run(session, request);
    }
    new BackupSummary(report, dryRun).print(context);
    return report.completeness().isComplete() ? ExitCode.DONE : ExitCode.INCOMPLETE;
  }

  private BackupRequest request(Source from) throws IOException {
    var environment = context.surroundings().environment();
    var writing = Writing.of(context);
    return new BackupRequest(
        from,
        Exclusions.of(exclusions.rules(environment), from),
        labels.labels(context, exclusions.texts(environment)),
        comparison.comparison(),
        new BackupRequest.Settings(
            writing.packs(),
            writing.level(),
            readers(),
            accessTimes,
            skipUnchanged,
            BackupRequest.Changes.FAIL));
  }

  private BackupReport run(Session session, BackupRequest request) throws IOException {
    var counts = new BackupCounts();
    var mode = context.progress();
    boolean isWatched = mode == Progress.Mode.TERMINAL || mode == Progress.Mode.JSON;
    var scan =
        isWatched && !noScan && request.source() instanceof Source.Files files
            ? new SourceScan(files, request.selection())
            : null;
    var scanner = Thread.ofPlatform().daemon().name("scan").unstarted(() -> run(scan));
    scanner.start();
    var lines = context.lines();
    var display = new BackupDisplay(lines, counts, scan);
    try (var progress = Progress.start(context.console(), mode, display)) {
      lines.attach(progress);
      return new Backup(
              session.repository(), session.lock(), context.surroundings().clock(), counts, display)
          .run(request);
    } catch (InterruptedIOException interrupted) {
      throw new StopException(
          ExitCode.INTERRUPTED,
          "interrupted after %s; there is no snapshot, %s"
              .formatted(Amounts.bytes(counts.bytesDone()), whatIsLeft(interrupted)),
          interrupted);
    } finally {
      scanner.interrupt();
      if (request.source() instanceof Source.Stream(var _, CommandInput command)) {
        command.close();
      }
    }
  }

  private static String whatIsLeft(InterruptedIOException interrupted) {
    return interrupted instanceof UnindexedPacksException unindexed
        ? "and what was stored last is in no index file (%s): the next backup stores it again"
            .formatted(unindexed.getMessage())
        : "but what was stored is kept, and the next backup goes on from there";
  }

  private static void run(@Nullable SourceScan scan) {
    try {
      if (scan != null) {
        scan.run();
      }
    } catch (IOException unreadable) {
      // The backup itself says what cannot be read; only the time that is left stays unknown.
    }
  }

  private int readers() throws StopException {
    var text =
        readers == null
            ? context.surroundings().environment().own("READ_CONCURRENCY").orElse("2")
            : readers.toString();
    try {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= 64) {
        return number;
      }
    } catch (NumberFormatException malformed) {
      // said below
    }
    throw StopException.usage("--read-concurrency %s: expected 1 to 64".formatted(text));
  }

  private void requireOneUseOfStandardInput() throws StopException {
    var password = context.options().repository().password();
    if (source.usesStandardInput() && !context.sessions().passwords().isGiven(password)) {
      throw StopException.usage(
          "standard input cannot give both the password and the data: use --password-file");
    }
  }
}
