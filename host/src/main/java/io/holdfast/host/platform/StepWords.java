package io.holdfast.host.platform;

import io.holdfast.host.run.Journal;
import io.holdfast.protection.backup.StepResult;
import io.holdfast.protection.backup.StepResult.Outcome;
import io.holdfast.protection.point.ContentId;
import io.holdfast.protection.run.Run;
import io.holdfast.schema.shape.DurationText;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** What came of a step, for people. */
final class StepWords {
  private static final int BRIEF = 8;

  private StepWords() {}

  /**
   * Tells it.
   *
   * @param result as a run of this type records it
   * @return empty where the step's name says all, or another program wrote what this one cannot
   *     read
   */
  static String of(Run.Type type, String result) {
    return switch (type) {
      case BACKUP -> ofBackup(result);
      case RESTORE, RETENTION -> "";
    };
  }

  private static String ofBackup(String result) {
    try {
      return of(Journal.read(result, StepResult.class));
    } catch (IOException unread) {
      return ""; // the result itself is shown to programs
    }
  }

  private static String of(StepResult result) {
    Duration took =
        Duration.between(result.started(), result.ended()).truncatedTo(ChronoUnit.MILLIS);
    return "%s, in %s"
        .formatted(
            of(result.outcome()), DurationText.write(took.isNegative() ? Duration.ZERO : took));
  }

  private static String of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.HookOpened opened -> opened.what() + " is open";
      case Outcome.HookClosed _ -> "closed";
      case Outcome.Frozen _ -> "frozen";
      case Outcome.Moved moved ->
          "%d files with %d bytes in snapshot %s%s"
              .formatted(
                  moved.files(),
                  moved.bytes(),
                  brief(moved.snapshot()),
                  moved.completeness().isComplete()
                      ? ""
                      : ", %d entries failed".formatted(moved.completeness().failed()));
      case Outcome.Released _ -> "removed";
      case Outcome.Sealed sealed -> "snapshot " + brief(sealed.snapshot());
    };
  }

  private static String brief(ContentId snapshot) {
    return snapshot.text().substring(0, BRIEF);
  }
}
