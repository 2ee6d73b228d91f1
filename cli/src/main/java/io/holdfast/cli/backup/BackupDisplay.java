package io.holdfast.cli.backup;

import com.fasterxml.jackson.core.JsonGenerator;
import io.holdfast.cli.console.Amounts;
import io.holdfast.cli.console.Lines;
import io.holdfast.cli.console.Meter;
import io.holdfast.cli.console.Progress;
import io.holdfast.repository.backup.BackupCounts;
import io.holdfast.repository.backup.BackupListener;
import io.holdfast.repository.backup.SourceScan;
import io.holdfast.repository.file.BytePath;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Shows a backup while it runs. */
final class BackupDisplay implements BackupListener, Progress.View {
  private final BackupCounts counts;
  private final @Nullable SourceScan scan;
  private final Lines lines;

  BackupDisplay(Lines lines, BackupCounts counts, @Nullable SourceScan scan) {
    this.lines = lines;
    this.counts = counts;
    this.scan = scan;
  }

  @Override
  public String words(Duration elapsed) {
    return "%s  %s, %s%s"
        .formatted(
            Amounts.time(elapsed),
            meter(elapsed).words(),
            Amounts.count(counts.filesDone(), "file", "files"),
            counts.errors() == 0 ? "" : ", " + Amounts.count(counts.errors(), "error", "errors"));
  }

  @Override
  public void fields(JsonGenerator out, Duration elapsed) throws IOException {
    var meter = meter(elapsed);
    out.writeNumberField("seconds_elapsed", elapsed.toSeconds());
    out.writeNumberField("seconds_remaining", meter.left().toSeconds());
    out.writeNumberField("percent_done", meter.share());
    out.writeNumberField("total_files", scan == null ? 0 : scan.files());
    out.writeNumberField("files_done", counts.filesDone());
    out.writeNumberField("total_bytes", scan == null ? 0 : scan.bytes());
    out.writeNumberField("bytes_done", counts.bytesDone());
    out.writeNumberField("error_count", counts.errors());
  }

  private Meter meter(Duration elapsed) {
    return new Meter(
        counts.bytesDone(), scan != null && scan.isFinished() ? scan.bytes() : -1, elapsed);
  }

  @Override
  public void captured(BytePath path, Change change, long bytes) {
    if (!lines.areVerbose()) {
      return;
    }
    var action =
        switch (change) {
          case NEW -> "new";
          case CHANGED -> "modified";
          case UNCHANGED -> "unchanged";
        };
    var item = path.toString();
    lines.entry(action, item, item, out -> out.writeNumberField("data_size", bytes));
  }

  @Override
  public void excluded(BytePath path, String rule) {
    if (lines.areVerbose()) {
      lines.entry(
          "excluded",
          "%s (%s)".formatted(path, rule),
          path.toString(),
          out -> out.writeStringField("rule", rule));
    }
  }

  @Override
  public void failed(BytePath path, String reason) {
    lines.failed(
        "cannot back up %s: %s".formatted(path, reason), "archival", path.toString(), reason);
  }

  @Override
  public void warned(String message) {
    lines.warned(message, message, _ -> {});
  }
}
