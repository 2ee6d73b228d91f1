package io.holdfast.server;

import io.holdfast.server.edge.HttpListener;
import io.holdfast.server.log.Log;
import io.holdfast.server.work.Work;
import java.io.IOException;
import java.time.Duration;

/** A server that listens. */
record RunningServer(HttpListener listener, Work work, Log log) {

  /**
   * Lets nothing begin, waits for what is under way, and stops listening.
   *
   * @return whether all of it ended in time
   */
  boolean stop(Duration limit) throws IOException, InterruptedException {
    work.stop();
    int running = work.running();
    log.say(
        running == 0
            ? "stopping"
            : "stopping: %d under way, which %s".formatted(running, words(limit)));
    var ended = work.await(limit);
    if (!ended) {
      log.warn("%d did not end in time, and is cut off".formatted(work.running()));
    }
    listener.close();
    log.say("stopped");
    return ended;
  }

  private static String words(Duration limit) {
    return "may take %d seconds to end".formatted(limit.toSeconds());
  }
}
