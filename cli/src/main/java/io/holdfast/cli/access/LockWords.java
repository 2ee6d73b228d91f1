package io.holdfast.cli.access;

import static java.util.stream.Collectors.joining;

import io.holdfast.cli.console.Amounts;
import io.holdfast.cli.console.Printable;
import io.holdfast.repository.lock.LockFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Says who holds a lock. */
public final class LockWords {
  private LockWords() {}

  /** All of them, as {@link #holder} says each. */
  public static String holders(List<LockFile> locks, Instant now) {
    return locks.stream().map(lock -> holder(lock, now)).collect(joining("; "));
  }

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
