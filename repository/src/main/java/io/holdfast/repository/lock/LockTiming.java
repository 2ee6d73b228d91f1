package io.holdfast.repository.lock;

import java.time.Duration;

/**
 * The times of the protocol; restic's values are {@link #RESTIC}, and others break it (F34).
 *
 * @param settle waited after writing a lock, before looking again for others
 * @param refresh after which a lock is written anew
 * @param stale age from which others may take a lock for abandoned
 * @param lost time without a refresh after which the holder must stop, well before {@code stale}
 */
public record LockTiming(Duration settle, Duration refresh, Duration stale, Duration lost) {
  public static final LockTiming RESTIC =
      new LockTiming(
          Duration.ofMillis(200),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofSeconds(1350));
}
