package io.holdfast.cli.application;

import com.fasterxml.jackson.core.JsonGenerator;
import io.holdfast.api.platform.RunView;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Json;
import java.io.IOException;
import java.util.Objects;

/** How a run ended, for programs and shells. */
final class Runs {
  private Runs() {}

  /**
   * Prints it as a JSON line.
   *
   * @param id what the line calls the run's id
   */
  static void print(Context context, String type, String id, RunView run) throws IOException {
    Json.message(context.console().out(), type, json -> fields(json, id, run));
  }

  static void fields(JsonGenerator json, String id, RunView run) throws IOException {
    json.writeStringField(id, run.id());
    json.writeStringField("outcome", end(run).outcome().word());
    json.writeStringField("message", end(run).message());
  }

  /** Where a volume was put, and where that is which was there before. */
  static String words(RunView.Restored restored) {
    return "%s was restored to %s%s"
        .formatted(
            restored.volume(),
            restored.directory(),
            restored.replaced() == null
                ? ""
                : "; what was there before is in " + restored.replaced());
  }

  /** Says what is not as it should be, if anything. */
  static void say(Context context, RunView run) {
    if (!end(run).message().isEmpty()) {
      context.console().say(end(run).message());
    }
  }

  static RunView.End end(RunView run) {
    return Objects.requireNonNull(run.end(), "a run that was waited for has ended");
  }

  static ExitCode code(RunView run) {
    return switch (end(run).outcome()) {
      case DONE -> ExitCode.DONE;
      case INCOMPLETE -> ExitCode.INCOMPLETE;
      case FAILED -> ExitCode.FAILED;
      case CANCELLED -> ExitCode.INTERRUPTED;
    };
  }
}
