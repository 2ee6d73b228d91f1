package io.holdfast.host.hook;

import java.time.Duration;
import org.assertj.core.api.Assertions;

/** Waits for what another process brings about. */
final class Await {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  interface Condition {
    boolean holds() throws Exception;
  }

  private Await() {}

  static void until(String what, Condition condition) throws Exception {
    var deadline = System.nanoTime() + LONGEST.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > deadline) {
        Assertions.fail("not within %s: %s", LONGEST, what);
      }
      Thread.sleep(10);
    }
  }
}
