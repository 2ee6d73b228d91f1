package io.holdfast.cli.browse;

import static java.util.stream.Collectors.joining;

import io.holdfast.cli.access.Access;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.Amounts;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Json;
import io.holdfast.cli.console.StopException;
import io.holdfast.cli.option.HostedSnapshotOptions;
import io.holdfast.cli.snapshot.SnapshotChoice;
import io.holdfast.repository.stats.Mode;
import io.holdfast.repository.stats.Statistics;
import io.holdfast.repository.stats.StatsReport;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast stats}. */
@Command(
    name = "stats",
    description = "Counts what snapshots hold, or what they take in the store.",
    footer = {
      "Examples:",
      "  holdfast stats",
      "  holdfast stats --mode raw-data",
      "  holdfast stats latest"
    })
public final class StatsCommand implements Callable<ExitCode> {
  private final Context context;

  @Mixin private HostedSnapshotOptions filter = new HostedSnapshotOptions();

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description = {
        "restore-size (default): what a restore writes;",
        "files-by-contents: files of different content;",
        "blobs-per-file: their pieces;",
        "raw-data: pieces as stored."
      })
  private String mode = Mode.RESTORE_SIZE.word();

  @Parameters(
      arity = "0..*",
      paramLabel = "SNAPSHOT",
      description = "Only these: beginnings of ids, or latest.")
  private List<String> wanted = List.of();

  public StatsCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws IOException, InterruptedException {
    var counted = mode();
    try (var session = context.sessions().open(Access.READ)) {
      var repository = session.repository();
      var chosen = SnapshotChoice.several(repository, wanted, filter.filter(context.usualHost()));
      session.loadIndex();
      var report = Statistics.of(repository, chosen.values(), counted);
      if (context.json()) {
        printJson(report, counted);
      } else {
        print(report, counted);
      }
    }
    return ExitCode.DONE;
  }

  private Mode mode() throws StopException {
    return Arrays.stream(Mode.values())
        .filter(candidate -> candidate.word().equals(mode))
        .findFirst()
        .orElseThrow(() ->
            StopException.usage(
                "--mode %s: expected %s"
                    .formatted(
                        mode,
                        Arrays.stream(Mode.values()).map(Mode::word).collect(joining(", ")))));
  }

  private void print(StatsReport report, Mode counted) {
    var out = context.console().out();
    out.println("Mode:       " + counted.word());
    out.println("Snapshots:  " + report.snapshots());
    if (counted != Mode.RAW_DATA) {
      out.println("Files:      " + report.files());
    }
    if (counted == Mode.RAW_DATA || counted == Mode.BLOBS_PER_FILE) {
      out.println("Blobs:      " + report.blobs());
    }
    out.println("Size:       " + Amounts.bytes(report.bytes()));
    if (counted == Mode.RAW_DATA) {
      out.println("Plain size: " + Amounts.bytes(report.storage().uncompressed()));
      out.println(
          String.format(
              Locale.ROOT,
              "Compression saves %.2f %%; %.2f %% of the data is compressed, %.2f times smaller",
              report.spaceSaving(),
              report.compressionProgress(),
              report.compressionRatio()));
    }
  }

  private void printJson(StatsReport report, Mode counted) throws IOException {
    Json.line(
        context.console().out(),
        json -> {
          json.writeStartObject();
          json.writeNumberField("total_size", report.bytes());
          if (counted == Mode.RAW_DATA) {
            json.writeNumberField("total_uncompressed_size", report.storage().uncompressed());
            json.writeNumberField("compression_ratio", report.compressionRatio());
            json.writeNumberField("compression_progress", report.compressionProgress());
            json.writeNumberField("compression_space_saving", report.spaceSaving());
          } else {
            json.writeNumberField("total_file_count", report.files());
          }
          if (counted == Mode.RAW_DATA || counted == Mode.BLOBS_PER_FILE) {
            json.writeNumberField("total_blob_count", report.blobs());
          }
          json.writeNumberField("snapshots_count", report.snapshots());
          json.writeEndObject();
        });
  }
}
