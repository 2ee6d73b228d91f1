package io.holdfast.cli.application;

import com.fasterxml.jackson.core.JsonGenerator;
import io.holdfast.api.platform.RunView;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
    failures(json, run);
  }

  /** What a backup could not take, in the fields that a volume of {@code point show} has. */
  static void failures(JsonGenerator json, RunView run) throws IOException {
    var failures = run.end() == null ? null : run.end().failures();
    if (failures == null) {
      return;
    }
    json.writeNumberField("failed", failures.total());
    json.writeArrayFieldStart("missing");
    for (var failure : failures.first()) {
      json.writeStartObject();
      json.writeStringField("volume", failure.volume());
      if (failure.path() != null) {
        json.writeStringField("path", failure.path());
      }
      json.writeStringField("reason", failure.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** What a backup could not take, a line for each of the first, and how many more there are. */
  static List<String> failures(RunView run) {
    var failures = run.end() == null ? null : run.end().failures();
    if (failures == null) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    for (var failure : failures.first()) {
      lines.add(
          failure.path() == null
              ? "volume %s: %s".formatted(failure.volume(), failure.reason())
              : failure(failure.volume(), failure.path(), failure.reason()));
    }
    long more = failures.total() - failures.first().size();
    if (more > 0) {
      lines.add(
          "%d more: 'holdfast point show %s %s' names %s"
              .formatted(
                  more,
                  run.application(),
                  run.id(),
                  more == 1 ? "it" : "them, up to a hundred of each volume"));
    }
    return lines;
  }

  /** An entry of a volume, and what went wrong with it. */
  static String failure(String volume, String path, String reason) {
    return "%s/%s: %s".formatted(volume, path.replaceFirst("^/", ""), reason);
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
    failures(run).forEach(line -> context.console().say("missing: " + line));
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
