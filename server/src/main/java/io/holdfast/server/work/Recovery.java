package io.holdfast.server.work;

import io.holdfast.protection.run.Run;
import io.holdfast.server.log.Log;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Ends the runs that an earlier process left, and tries again what cannot be ended yet: a
 * repository that is away keeps neither the server from its start nor other runs from their end.
 */
public final class Recovery {
  private final Recovering recovering;
  private final Work work;
  private final Log log;
  private final Duration pause;
  private final Map<String, String> told = new HashMap<>();

  /**
   * @param pause before what could not be ended is tried again
   */
  public Recovery(Recovering recovering, Work work, Log log, Duration pause) {
    this.recovering = recovering;
    this.work = work;
    this.log = log;
    this.pause = pause;
  }

  /** Ends one run. */
  public interface Recovering {
    /**
     * The run, ended.
     *
     * @throws IOException what it needs is not to be had now
     */
    Run recover(Run run) throws IOException, InterruptedException;
  }

  /**
   * Goes on in the background until all of them have ended, or the server stops.
   *
   * @param cutOff of an earlier process alone: a run that goes on is not to be among them
   */
  public void start(List<Run> cutOff) {
    var _ = Thread.ofVirtual().name("recovery").start(() -> run(cutOff));
  }

  private void run(List<Run> cutOff) {
    var left = cutOff;
    try {
      while (!left.isEmpty()) {
        left = pass(left);
        if (!left.isEmpty()) {
          Thread.sleep(pause);
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Those that are left. */
  private List<Run> pass(List<Run> runs) throws InterruptedException {
    var left = new ArrayList<Run>();
    for (var run : runs) {
      if (!work.begin()) {
        return List.of(); // the next start takes them up
      }
      try {
        log.say(outcome(recovering.recover(run)));
      } catch (RuntimeException defect) { // of one run; the others go on
        log.defect(
            "%s was cut off and cannot be ended, by a defect of holdfast, please report it"
                .formatted(run.id()),
            defect);
      } catch (IOException absent) {
        left.add(run);
        postponed(run, Objects.requireNonNullElse(absent.getMessage(), absent.toString()));
      } finally {
        work.end();
      }
    }
    return left;
  }

  /** Once for each reason, and not every minute. */
  private void postponed(Run run, String reason) {
    if (!reason.equals(told.put(run.id(), reason))) {
      log.warn(
          "%s was cut off and cannot be ended yet, which is tried every %d seconds: %s"
              .formatted(run.id(), pause.toSeconds(), reason));
    }
  }

  private static String outcome(Run run) {
    var end = Objects.requireNonNull(run.end(), "a run that was recovered has ended");
    return "%s was cut off, and is %s now%s"
        .formatted(
            run.id(),
            end.outcome().name().toLowerCase(Locale.ROOT),
            end.message().isEmpty() ? "" : ": " + end.message());
  }
}
