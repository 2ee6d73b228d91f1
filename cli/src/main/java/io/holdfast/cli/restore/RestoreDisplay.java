package io.holdfast.cli.restore;

import com.fasterxml.jackson.core.JsonGenerator;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.Amounts;
import io.holdfast.cli.console.Json;
import io.holdfast.cli.console.Meter;
import io.holdfast.cli.console.Printable;
import io.holdfast.cli.console.Progress;
import io.holdfast.repository.TreePath;
import io.holdfast.repository.restore.RestoreCounts;
import io.holdfast.repository.restore.RestoreListener;
import io.holdfast.repository.restore.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Shows a restore while it runs. */
final class RestoreDisplay implements RestoreListener, Progress.View {
  private final Context context;
  private final boolean json;
  private final RestoreCounts counts;
  private @Nullable Progress progress;

  RestoreDisplay(Context context, boolean json, RestoreCounts counts) {
    this.context = context;
    this.json = json;
    this.counts = counts;
  }

  void attach(Progress shown) {
    this.progress = shown;
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
      print("%-9s %s".formatted(RestorePreview.word(step), Printable.of(step.path().bytes())));
      return;
    }
    message(
        true,
        "verbose_status",
        out -> {
          out.writeStringField("action", RestorePreview.word(step));
          out.writeStringField("item", step.path().text());
        });
  }

  @Override
  public void failed(TreePath path, String reason) {
    if (!json) {
      say("holdfast: cannot restore %s: %s".formatted(Printable.of(path.bytes()), reason));
      return;
    }
    message(
        false,
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
      say("holdfast: %s: %s".formatted(Printable.of(path.bytes()), message));
    }
  }

  private void print(String line) {
    if (progress == null) {
      context.console().out().println(line);
    } else {
      progress.print(line);
    }
  }

  private void say(String line) {
    if (progress == null) {
      context.console().err().println(line);
    } else {
      progress.say(line);
    }
  }

  private void message(boolean result, String type, Json.Content fields) {
    try {
      Json.message(result ? context.console().out() : context.console().err(), type, fields);
    } catch (IOException impossible) {
      throw new UncheckedIOException("text in memory cannot fail to be written", impossible);
    }
  }
}
