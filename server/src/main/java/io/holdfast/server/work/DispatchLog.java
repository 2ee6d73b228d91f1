package io.holdfast.server.work;

import io.holdfast.host.work.DispatchListener;
import io.holdfast.host.work.Standing;
import io.holdfast.protection.plan.Refusal;
import io.holdfast.protection.queue.QueuePlan.Because;
import io.holdfast.protection.queue.QueuePlan.Start;
import io.holdfast.protection.run.Run;
import io.holdfast.server.log.Log;
import java.util.Locale;
import java.util.Objects;

/** What the dispatcher does, as lines of the log. */
public final class DispatchLog implements DispatchListener {
  private final Log log;

  public DispatchLog(Log log) {
    this.log = log;
  }

  @Override
  public void started(Start start) {
    log.say("%s begins, %s".formatted(name(start), why(start.because())));
  }

  private static String name(Start start) {
    return "%s of %s"
        .formatted(start.kind().name().toLowerCase(Locale.ROOT), start.target().application());
  }

  private static String why(Because because) {
    return switch (because) {
      case Because.Asked(String request, var _) -> "as asked for by " + request;
      case Because.Fired(var at, int missed) ->
          missed == 0
              ? "due since " + at
              : "due since %s, and %d times before that".formatted(at, missed);
    };
  }

  @Override
  public void ended(Start start, Standing standing) {
    switch (standing) {
      case Standing.Ended(Run run) -> ended(start, run);
      case Standing.Refused(var _, var refusals) ->
          log.warn(
              "%s is refused: %s"
                  .formatted(
                      name(start),
                      String.join(" | ", refusals.stream().map(Refusal::sentence).toList())));
      case Standing.Stopped() -> log.warn("%s was stopped".formatted(name(start)));
      case Standing.Failed(RuntimeException defect) ->
          log.defect(
              "%s failed by a defect of holdfast, please report it".formatted(name(start)), defect);
      case Standing.Failed(Exception failure) ->
          log.warn("%s failed: %s".formatted(name(start), failure.getMessage()));
      case Standing.Waiting _, Standing.Running _ ->
          throw new IllegalArgumentException("%s has not ended".formatted(name(start)));
    }
  }

  private void ended(Start start, Run run) {
    var end = Objects.requireNonNull(run.end(), "a run that returned has ended");
    var line =
        "%s ended as %s: %s%s"
            .formatted(
                name(start),
                run.id(),
                end.outcome().name().toLowerCase(Locale.ROOT),
                end.message().isEmpty() ? "" : ", " + end.message());
    if (end.outcome() == Run.Outcome.DONE) {
      log.say(line);
    } else {
      log.warn(line);
    }
  }

  @Override
  public void blind(Exception failure) {
    log.warn("nothing begins by itself, since the schedules cannot be read: " + failure);
  }
}
