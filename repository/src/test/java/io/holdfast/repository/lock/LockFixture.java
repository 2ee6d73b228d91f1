package io.holdfast.repository.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.crypto.MasterKey;
import io.holdfast.repository.object.SealedObjects;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectStore;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A repository of nothing but locks, and hosts that want them. */
final class LockFixture {
  /** As restic's but for the wait, for where nobody else comes. */
  static final LockTiming QUICK = timing(Duration.ofMinutes(5));

  private static final SecureRandom RANDOM = new SecureRandom();

  final MemoryObjectStore store = new MemoryObjectStore();
  private final MasterKey key = MasterKey.generate(RANDOM);

  static LockTiming timing(Duration refresh) {
    return new LockTiming(Duration.ZERO, refresh, Duration.ofMinutes(30), Duration.ofMinutes(20));
  }

  static RepositoryLock acquired(Locking outcome) {
    return switch (outcome) {
      case Locking.Acquired(RepositoryLock lock) -> lock;
      case Locking.Refused(var holders) -> throw new AssertionError(holders);
    };
  }

  Locks locks(String hostname, long process) {
    return locks(hostname, process, QUICK, store);
  }

  Locks locks(LockTiming timing, ObjectStore over) {
    return locks("host", 1, timing, over);
  }

  Locks locks(LockTiming timing, InstantSource clock) {
    return locks(timing, store, clock);
  }

  Locks locks(LockTiming timing, ObjectStore over, InstantSource clock) {
    return locks("host", 1, timing, over, clock);
  }

  Locks locks(String hostname, long process, LockTiming timing, ObjectStore over) {
    return locks(hostname, process, timing, over, InstantSource.system());
  }

  // Of the processes of any host, those below 10 are alive.
  private Locks locks(
      String hostname, long process, LockTiming timing, ObjectStore over, InstantSource clock) {
    return new Locks(
        over,
        new SealedObjects(over, key, RANDOM),
        new LockHolder(hostname, "user", process, 0, 0),
        timing,
        clock,
        asked -> asked < 10);
  }

  /** Leaves a lock that nobody renews. */
  void leave(String hostname, long process, Instant time) throws IOException {
    new SealedObjects(store, key, RANDOM)
        .save(
            ObjectKind.LOCK,
            LockCodec.encode(new LockFile(time, false, hostname, "user", process, 0, 0)));
  }

  void assertNoLockIsLeft() throws IOException {
    assertThat(locks("host", 1).list()).isEmpty();
  }
}
