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
  /** As clocks that are looked after do. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  /** Neither hosts nor users have longer names. */
  private static final int LONGEST = 255;

  private LockWords() {}

  /** All of them, as {@link #holder} says each. */
  public static String holders(List<LockFile> locks, Instant now) {
    return locks.stream().map(lock -> holder(lock, now)).collect(joining("; "));
  }

  /** {@code process 12 on host (root), shared, renewed 0:12 ago}. */
  public static String holder(LockFile lock, Instant now) {
    return "process %d on %s (%s), %s, renewed %s"
        .formatted(
            lock.processId(),
            name(lock.hostname()),
            name(lock.username()),
            lock.exclusive() ? "exclusive" : "shared",
            renewed(Duration.between(lock.time(), now)));
  }

  private static String renewed(Duration age) {
    if (age.compareTo(CLOCKS_DIFFER.negated()) < 0) {
      return "%s from now, so a clock is wrong".formatted(Amounts.time(age.negated()));
    }
    return Amounts.time(age.isNegative() ? Duration.ZERO : age) + " ago";
  }

  private static String name(String text) {
    return Printable.of(text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text);
  }
}
