package io.holdfast.server;

import io.holdfast.host.work.Dispatcher;
import io.holdfast.server.edge.HttpListener;
import io.holdfast.server.log.Log;
import io.holdfast.server.work.Housekeeping;
import io.holdfast.server.work.Work;
import java.io.IOException;
import java.time.Duration;

/** A server that listens. */
record RunningServer(
    HttpListener listener, Work work, Dispatcher dispatcher, Housekeeping housekeeping, Log log) {

  private static final Duration TO_ANSWER = Duration.ofSeconds(2);

  /**
   * Lets nothing begin, waits for what is under way, and stops listening.
   *
   * @return whether all of it ended in time
   */
  boolean stop(Duration limit) throws IOException, InterruptedException {
    work.stop();
    housekeeping.close();
    int running = work.running() + dispatcher.running();
    log.say(
        running == 0
            ? "stopping"
            : "stopping: %d under way, which %s".formatted(running, words(limit)));
    var begun = System.nanoTime();
    var runsEnded = dispatcher.stop(limit);
    if (!runsEnded) {
      log.warn("runs did not end in time, and were stopped");
    }
    // Whoever waits for a run that has just ended is still to be told.
    var left = limit.minusNanos(System.nanoTime() - begun);
    var answered = work.await(left.compareTo(TO_ANSWER) > 0 ? left : TO_ANSWER);
    if (!answered) {
      log.warn("%d did not end in time, and is cut off".formatted(work.running()));
    }
    listener.close();
    log.say("stopped");
    return runsEnded && answered;
  }

  private static String words(Duration limit) {
    return "may take %d seconds to end".formatted(limit.toSeconds());
  }
}
