package io.holdfast.server.work;

import io.holdfast.protection.run.Run;
import io.holdfast.server.log.Log;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Ends the runs that were left without an end, by an earlier process or by this one when it could
 * not write the end down; to be done again and again, for what cannot be ended yet is tried again.
 * A repository that is away keeps neither the server from its start nor other runs from their end.
 */
public final class Recovery implements Housekeeping.Doing {
  private final Recovering recovering;
  private final Log log;
  private final Map<String, String> told = new HashMap<>();

  public Recovery(Recovering recovering, Log log) {
    this.recovering = recovering;
    this.log = log;
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

  @Override
  public void run() throws IOException, InterruptedException {
    for (var run : recovering.unended()) {
      recover(run);
    }
  }

  private void recover(Run run) throws InterruptedIOException, InterruptedException {
    try {
      recovering.recover(run).ifPresent(ended -> log.say(outcome(ended)));
    } catch (InterruptedIOException stopped) {
      throw stopped;
    } catch (RuntimeException defect) { // of one run; the others go on
      if (isNews(run, defect.toString())) {
        log.defect(
            "%s was cut off and cannot be ended, by a defect of holdfast, please report it"
                .formatted(run.id()),
            defect);
      }
    } catch (IOException absent) {
      var reason = Objects.requireNonNullElse(absent.getMessage(), absent.toString());
      if (isNews(run, reason)) {
        log.warn(
            "%s was cut off and cannot be ended yet, which is tried again and again: %s"
                .formatted(run.id(), reason));
      }
    }
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
