package io.holdfast.cli.restore;

import com.fasterxml.jackson.core.JsonGenerator;
import io.holdfast.cli.access.Context;
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
  private final Context context;
  private final boolean json;
  private final RestoreCounts counts;
  private final Lines lines;

  RestoreDisplay(Context context, boolean json, RestoreCounts counts) {
    this.context = context;
    this.lines = new Lines(context.console());
    this.json = json;
    this.counts = counts;
  }

  void attach(Progress shown) {
    lines.attach(shown);
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
    if (context.options().output().verbosity() == 0) {
      return;
    }
    if (!json) {
      lines.print(
          "%-9s %s".formatted(RestorePreview.word(step), Printable.of(step.path().bytes())));
      return;
    }
    lines.result(
        "verbose_status",
        out -> {
          out.writeStringField("action", RestorePreview.word(step));
          out.writeStringField("item", step.path().text());
        });
  }

  @Override
  public void failed(TreePath path, String reason) {
    if (!json) {
      lines.say("cannot restore %s: %s".formatted(Printable.of(path.bytes()), reason));
      return;
    }
    lines.trouble(
        "error",
        out -> {
          out.writeObjectFieldStart("error");
          out.writeStringField("message", reason);
          out.writeEndObject();
          out.writeStringField("during", "restore");
          out.writeStringField("item", path.text());
        });
  }

  @Override
  public void warned(TreePath path, String message) {
    if (!json && !context.options().output().quiet()) {
      lines.say("%s: %s".formatted(Printable.of(path.bytes()), message));
    }
  }
}
