package io.holdfast.server.access;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Failed attempts to show a token, by the address that they came from.
 *
 * <p>Nobody guesses 256 bits; but who tries in a loop shall not keep the server and its log busy.
 * Only refusals wait: a good token is answered at once, whatever else comes from its address. For
 * several threads at a time.
 */
public final class Attempts {
  static final int FREE = 3;
  static final Duration SHORTEST = Duration.ofMillis(250);
  static final Duration LONGEST = Duration.ofSeconds(4);
  static final Duration FORGOTTEN = Duration.ofMinutes(15);
  static final int MOST_ADDRESSES = 1024;

  private final Map<String, Failures> byAddress = new LinkedHashMap<>(16, 0.75f, true);
  private long total;

  private record Failures(int count, Instant last) {}

  /** Counts a failed attempt, and says how long its answer waits. */
  public synchronized Duration failed(String address, Instant now) {
    total++;
    var before = byAddress.get(address);
    int count =
        before == null || before.last.plus(FORGOTTEN).isBefore(now)
            ? 1
            : Math.min(before.count + 1, 1000);
    byAddress.put(address, new Failures(count, now));
    if (byAddress.size() > MOST_ADDRESSES) {
      byAddress.remove(byAddress.keySet().iterator().next());
    }
    if (count <= FREE) {
      return Duration.ZERO;
    }
    var wait = SHORTEST.multipliedBy(1L << Math.min(count - FREE - 1, 10));
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }

  /** All since the start, for the metrics. */
  public synchronized long total() {
    return total;
  }
}
