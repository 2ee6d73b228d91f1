package io.holdfast.cli.restore;

import com.fasterxml.jackson.core.JsonGenerator;
import io.holdfast.cli.console.Amounts;
import io.holdfast.cli.console.Lines;
import io.holdfast.cli.console.Meter;
import io.holdfast.cli.console.Printable;
import io.holdfast.cli.console.Progress;
import io.holdfast.repository.TreePath;
import io.holdfast.repository.restore.RestoreCounts;
import io.holdfast.repository.restore.RestoreListener;
import io.holdfast.repository.restore.Step;
import java.io.IOException;
import java.time.Duration;

/** Shows a restore while it runs. */
final class RestoreDisplay implements RestoreListener, Progress.View {
  private final RestoreCounts counts;
  private final Lines lines;

  RestoreDisplay(Lines lines, RestoreCounts counts) {
    this.lines = lines;
    this.counts = counts;
  }

  @Override
  public String words(Duration elapsed) {
    return "%s  %s, %s"
        .formatted(
            Amounts.time(elapsed),
            meter(elapsed).words(),
            Amounts.count(counts.filesDone(), "file", "files"));
  }

  @Override
  public void fields(JsonGenerator out, Duration elapsed) throws IOException {
    out.writeNumberField("seconds_elapsed", elapsed.toSeconds());
    out.writeNumberField("percent_done", meter(elapsed).share());
    out.writeNumberField("total_files", counts.filesFound());
    out.writeNumberField("files_restored", counts.filesDone());
    out.writeNumberField("files_skipped", counts.kept());
    out.writeNumberField("files_deleted", counts.deleted());
    out.writeNumberField("total_bytes", counts.bytesFound());
    out.writeNumberField("bytes_restored", counts.bytesDone());
  }

  private Meter meter(Duration elapsed) {
    return new Meter(counts.bytesDone(), counts.surveyed() ? counts.bytesFound() : -1, elapsed);
  }

  @Override
  public void planned(Step step) {
    if (lines.areVerbose()) {
      lines.entry(
          RestorePreview.word(step),
          Printable.of(step.path().bytes()),
          step.path().text(),
          _ -> {});
    }
  }

  @Override
  public void failed(TreePath path, String reason) {
    lines.failed(
        "cannot restore %s: %s".formatted(Printable.of(path.bytes()), reason),
        "restore",
        path.text(),
        reason);
  }

  @Override
  public void warned(TreePath path, String message) {
    lines.warned(
        "%s: %s".formatted(Printable.of(path.bytes()), message),
        message,
        out -> out.writeStringField("item", path.text()));
  }
}
