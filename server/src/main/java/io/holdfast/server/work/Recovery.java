package io.holdfast.server.work;

import io.holdfast.protection.run.Run;
import io.holdfast.server.log.Log;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Ends the runs that were left without an end, by an earlier process or by this one when it could
 * not write the end down, and tries again what cannot be ended yet: a repository that is away keeps
 * neither the server from its start nor other runs from their end. A server that stops waits for
 * the one at hand as long as its stop may take; the next start takes up what has no end then.
 */
public final class Recovery {
  private final Recovering recovering;
  private final Work work;
  private final Log log;
  private final Duration pause;
  private final Map<String, String> told = new HashMap<>();

  /** Why the runs could not be seen the last time; empty when they could. */
  private String blind = "";

  /**
   * @param pause between two times
   */
  public Recovery(Recovering recovering, Work work, Log log, Duration pause) {
    this.recovering = recovering;
    this.work = work;
    this.log = log;
    this.pause = pause;
  }

  /** Ends runs. */
  public interface Recovering {
    /** The runs without an end, be it that they go on. */
    List<Run> unended() throws IOException;

    /**
     * Ends one run.
     *
     * @return the run, ended; empty when it goes on, or has ended by itself
     * @throws IOException what it needs is not to be had now
     */
    Optional<Run> recover(Run run) throws IOException, InterruptedException;
  }

  /** Goes on in the background until the server stops. */
  public void start() {
    var _ = Thread.ofVirtual().name("recovery").start(this::repeat);
  }

  private void repeat() {
    try {
      while (pass()) {
        Thread.sleep(pause);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Tries each run once.
   *
   * @return whether to go on; what is left then is for the next start
   */
  boolean pass() throws InterruptedException {
    for (var run : unended()) {
      if (!work.begin()) {
        return false;
      }
      try {
        recover(run);
      } finally {
        work.end();
      }
    }
    return !work.isStopping();
  }

  private List<Run> unended() {
    if (!work.begin()) {
      return List.of();
    }
    try {
      var unended = recovering.unended();
      told.keySet().retainAll(unended.stream().map(Run::id).toList());
      blind = "";
      return unended;
    } catch (IOException failure) {
      if (isOtherThanBefore(reason(failure))) {
        log.warn(
            "cannot see what was cut off, which is tried every %d seconds: %s"
                .formatted(pause.toSeconds(), reason(failure)));
      }
      return List.of();
    } catch (RuntimeException defect) { // of one look; the next one may go well
      if (isOtherThanBefore(defect.toString())) {
        log.defect(
            "cannot see what was cut off, by a defect of holdfast, please report it", defect);
      }
      return List.of();
    } finally {
      work.end();
    }
  }

  private boolean isOtherThanBefore(String reason) {
    boolean other = !reason.equals(blind);
    blind = reason;
    return other;
  }

  private void recover(Run run) throws InterruptedException {
    try {
      recovering.recover(run).ifPresent(ended -> log.say(outcome(ended)));
    } catch (RuntimeException | StackOverflowError defect) { // of one run; the others go on
      if (isNews(run, defect.toString())) {
        log.defect(
            "%s was cut off and cannot be ended, by a defect of holdfast, please report it"
                .formatted(run.id()),
            defect);
      }
    } catch (IOException absent) {
      if (isNews(run, reason(absent))) {
        log.warn(
            "%s was cut off and cannot be ended yet, which is tried every %d seconds: %s"
                .formatted(run.id(), pause.toSeconds(), reason(absent)));
      }
    }
  }

  private static String reason(IOException failure) {
    return Objects.requireNonNullElse(failure.getMessage(), failure.toString());
  }

  /** Each reason is told once, and not every minute. */
  private boolean isNews(Run run, String reason) {
    return !reason.equals(told.put(run.id(), reason));
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
