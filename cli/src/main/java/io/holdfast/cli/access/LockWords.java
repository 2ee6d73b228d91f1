package io.holdfast.cli.access;

import io.holdfast.cli.console.Amounts;
import io.holdfast.cli.console.Printable;
import io.holdfast.repository.lock.LockFile;
import java.time.Duration;
import java.time.Instant;

/** Says who holds a lock. */
public final class LockWords {
  private LockWords() {}

  /** {@code process 12 on host (root), renewed 0:12 ago}. */
  public static String holder(LockFile lock, Instant now) {
    var age = Duration.between(lock.time(), now);
    return "process %d on %s (%s), %s, renewed %s ago"
        .formatted(
            lock.processId(),
            Printable.of(lock.hostname()),
            Printable.of(lock.username()),
            lock.exclusive() ? "exclusive" : "shared",
            Amounts.time(age.isNegative() ? Duration.ZERO : age));
  }
}
