package io.holdfast.host.work;

import io.holdfast.protection.queue.Running;
import io.holdfast.protection.queue.Scheduled;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When a run of each kind began last, also one that left nothing in the catalog: what is refused is
 * not tried again at once. Its owner lets one thread in at a time.
 */
final class Attempts {
  private final Map<Running, Instant> last = new HashMap<>();

  void add(Running run, Instant now) {
    last.put(run, now);
  }

  /** What is scheduled, with these in its history. */
  Scheduled with(Scheduled one) {
    Instant attempt = last.get(new Running(one.kind(), one.target()));
    if (attempt == null) {
      return one;
    }
    List<Instant> starts = new ArrayList<>(one.history().starts());
    starts.add(attempt);
    return new Scheduled(
        one.kind(),
        one.target(),
        one.timetable(),
        one.terms(),
        new Scheduled.History(one.history().since(), starts));
  }
}
