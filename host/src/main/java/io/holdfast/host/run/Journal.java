package io.holdfast.host.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.catalog.RunRows;
import io.holdfast.protection.backup.StepResult;
import io.holdfast.protection.run.Run;
import io.holdfast.schema.Json;
import io.holdfast.schema.bind.UnknownFields;
import io.holdfast.schema.document.Bounds;
import io.holdfast.schema.document.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The record of one run. */
public final class Journal {
  private static final Bounds BOUNDS = Bounds.DEFAULT.ofBytes(16 << 20);

  private final RunRows rows;
  private final String run;

  Journal(RunRows rows, String run) {
    this.rows = rows;
    this.run = run;
  }

  /** A value as the record of a run holds it. */
  public static String text(Record value) {
    return new String(Json.write(value), UTF_8);
  }

  /** What {@link #text} was of. */
  public static <T> T read(String text, Class<T> type) throws UnreadableRecordException {
    return switch (Json.read("run", text.getBytes(UTF_8), type, UnknownFields.IGNORE, BOUNDS)) {
      case Reading.Read<T>(T value) -> value;
      case Reading.Refused<T>(var mistakes) ->
          throw new UnreadableRecordException(mistakes.getFirst().toString());
    };
  }

  void add(StepResult result) throws IOException {
    rows.add(run, result.key(), text(result));
  }

  List<StepResult> results() throws IOException {
    List<StepResult> results = new ArrayList<>();
    for (RunRows.RecordedStep step : rows.steps(run)) {
      results.add(read(step.result(), StepResult.class));
    }
    return results;
  }

  void end(Run.End end) throws IOException {
    rows.end(run, end);
  }
}
