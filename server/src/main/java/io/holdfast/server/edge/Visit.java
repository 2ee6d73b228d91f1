package io.holdfast.server.edge;

import io.holdfast.server.work.Work;

/** A request that was let in, under way until its answer has left. For one event loop. */
final class Visit {
  private final Work work;
  private boolean ended;

  /** Of work that has begun. */
  Visit(Work work) {
    this.work = work;
  }

  /** Nothing when it has ended already. */
  void end() {
    if (!ended) {
      ended = true;
      work.end();
    }
  }
}
