package io.holdfast.repository.lock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.crypto.MasterKey;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.object.SealedObjects;
import io.holdfast.repository.store.ForwardingObjectStore;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.repository.store.RefusedException;
import io.holdfast.repository.store.UnknownTimeException;
import io.holdfast.testkit.fact.Fact;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class LocksTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Set<Long> LIVING = Set.of(1L, 2L, 3L);

  private final MemoryObjectStore store = new MemoryObjectStore();
  private final MasterKey key = MasterKey.generate(RANDOM);
  private final SealedObjects objects = new SealedObjects(store, key, RANDOM);

  @Test
  @Fact("F34")
  void is_written_with_restics_fields() {
    var lock =
        new LockFile(Instant.parse("2026-11-23T08:00:00Z"), true, "host", "anna", 42, 1000, 100);

    assertThat(new String(LockCodec.encode(lock), UTF_8))
        .isEqualTo(
            "{\"time\":\"2026-11-23T08:00:00Z\",\"exclusive\":true,\"hostname\":\"host\",\"username\":\"anna\",\"pid\":42,\"uid\":1000,\"gid\":100}");
  }

  @Test
  @Fact("F34")
  void several_may_share_and_one_alone_may_exclude() throws Exception {
    try (var first = acquired(locks("a", 1).acquire(false));
        var second = acquired(locks("b", 2).acquire(false))) {
      assertThat(first.exclusive()).isFalse();
      assertThat(second.name()).isNotEqualTo(first.name());

      assertThat(locks("c", 3).acquire(true)).isInstanceOf(Locking.Refused.class);
    }
    try (var alone = acquired(locks("c", 3).acquire(true))) {
      assertThat(alone.exclusive()).isTrue();
      assertThat(locks("a", 1).acquire(false))
          .isInstanceOfSatisfying(
              Locking.Refused.class,
              refused -> assertThat(refused.holders().getFirst().hostname()).isEqualTo("c"));
    }
    assertThat(locks("a", 1).list()).isEmpty();
  }

  @Test
  @Fact("F34")
  void the_lock_of_a_dead_process_of_this_host_is_gone() throws Exception {
    leave("host", 99, Instant.now());

    try (var lock = acquired(locks("host", 1).acquire(true))) {
      assertThat(locks("host", 1).list()).containsOnlyKeys(lock.name());
    }
  }

  @Test
  @Fact("F35")
  void a_process_of_another_host_is_never_judged_by_this_hosts_processes() throws Exception {
    leave("pod-7c9f", 99, Instant.now());

    assertThat(locks("host", 1).acquire(true)).isInstanceOf(Locking.Refused.class);
    assertThat(locks("host", 1).removeStale()).isZero();
  }

  @Test
  @Fact("F34")
  void another_hosts_lock_is_stale_after_thirty_minutes() throws Exception {
    leave("elsewhere", 99, Instant.now().minus(Duration.ofMinutes(29)));
    leave("elsewhere", 98, Instant.now().minus(Duration.ofMinutes(31)));

    assertThat(locks("host", 1).removeStale()).isEqualTo(1);
    assertThat(locks("host", 1).list().values())
        .singleElement()
        .satisfies(lock -> assertThat(lock.processId()).isEqualTo(99));
  }

  @Test
  @Fact("F34")
  void an_empty_lock_file_is_none_and_an_unreadable_one_is_trouble() throws Exception {
    store.put(name(new byte[0]), ObjectContent.of(new byte[0]));
    try (var lock = acquired(locks("host", 1).acquire(true))) {
      assertThat(lock.exclusive()).isTrue();
    }

    var noise = new byte[200];
    store.put(name(noise), ObjectContent.of(noise));
    assertThatThrownBy(() -> locks("host", 1).acquire(false)).isInstanceOf(IOException.class);
  }

  @Test
  @Fact("F34")
  void is_renewed_by_a_new_file_before_the_old_one_goes() throws Exception {
    var quick =
        new LockTiming(
            Duration.ZERO, Duration.ofMillis(5), Duration.ofMinutes(30), Duration.ofMinutes(20));
    var others = new LinkedBlockingQueue<Integer>();
    var watched =
        new ForwardingObjectStore(store) {
          @Override
          public void delete(ObjectName name) throws IOException {
            var left = new ArrayList<ObjectName>();
            store.list(ObjectKind.LOCK, (listed, _) -> left.add(listed));
            left.remove(name);
            others.add(left.size());
            super.delete(name);
          }
        };
    try (var lock = acquired(locks("host", 1, quick, watched).acquire(false))) {
      assertThat(others.take()).isEqualTo(1);
      assertThat(others.take()).isEqualTo(1);
      lock.requireHeld();
    }
    assertThat(locks("host", 1).list()).isEmpty();
  }

  @Test
  @Fact("F34")
  void a_claim_steps_back_before_its_first_step_when_somebody_came_at_the_same_time()
      throws Exception {
    var listings = new AtomicInteger();
    var raced =
        new ForwardingObjectStore(store) {
          @Override
          public void list(ObjectKind kind, Listing to) throws IOException {
            if (listings.incrementAndGet() == 2) {
              leave("elsewhere", 2, Instant.now());
            }
            super.list(kind, to);
          }
        };
    var quick =
        new LockTiming(
            Duration.ZERO, Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofMinutes(20));
    try (var lock = acquired(locks("host", 1, quick, raced).claim(true))) {
      assertThatThrownBy(lock::requireHeld)
          .isInstanceOfSatisfying(
              LockRefusedException.class,
              refused ->
                  assertThat(refused.holders().getFirst().hostname()).isEqualTo("elsewhere"));
      assertThat(locks("host", 1).list()).hasSize(1).doesNotContainKey(lock.name());
    }
  }

  @Test
  @Fact("F34")
  void a_claim_is_a_lock_once_it_is_certain() throws Exception {
    try (var lock = acquired(locks("host", 1).claim(true))) {
      lock.requireHeld();
      assertThat(locks("other", 2).acquire(false)).isInstanceOf(Locking.Refused.class);
    }
    assertThat(locks("host", 1).list()).isEmpty();
  }

  @Test
  @Fact("F34")
  void whoever_could_not_renew_must_stop_when_his_lock_was_removed() throws Exception {
    var lost =
        new LockTiming(Duration.ZERO, Duration.ofHours(1), Duration.ofMinutes(30), Duration.ZERO);
    try (var lock = acquired(locks("host", 1, lost).acquire(false))) {
      ObjectName first = lock.name();
      lock.requireHeld();
      assertThat(lock.name()).as("renewed").isNotEqualTo(first);

      store.delete(lock.name());

      assertThatThrownBy(lock::requireHeld).hasMessageContaining("was not renewed");
      assertThatThrownBy(lock::confirm).hasMessageContaining("was not renewed");
    }
    assertThat(locks("host", 1).list()).isEmpty();
  }

  @Test
  @Fact("F34")
  void whoever_slept_must_stop_when_his_lock_was_removed() throws Exception {
    AtomicReference<Duration> slept = new AtomicReference<>(Duration.ZERO);
    Locks sleeper =
        new Locks(
            store,
            objects,
            new LockHolder("host", "user", 1, 0, 0),
            new LockTiming(
                Duration.ZERO,
                Duration.ofMinutes(5),
                Duration.ofMinutes(30),
                Duration.ofMinutes(20)),
            () -> Instant.now().plus(slept.get()),
            LIVING::contains);
    try (var lock = acquired(sleeper.acquire(false))) {
      slept.set(Duration.ofMinutes(19));
      ObjectName first = lock.name();
      lock.requireHeld();
      assertThat(lock.name()).isEqualTo(first);

      slept.set(Duration.ofMinutes(90));
      lock.requireHeld();
      assertThat(lock.name()).as("renewed").isNotEqualTo(first);
      assertThat(sleeper.list()).containsOnlyKeys(lock.name());

      slept.set(Duration.ofHours(3));
      store.delete(lock.name());
      assertThatThrownBy(lock::requireHeld)
          .hasMessageContaining("was not renewed for 90 minutes")
          .hasStackTraceContaining("removed the lock");
    }
    assertThat(sleeper.list()).isEmpty();
  }

  @Test
  void a_lock_that_somebody_removed_is_missed_before_the_step_that_counts() throws Exception {
    try (var lock = acquired(locks("host", 1).acquire(false))) {
      lock.confirm();

      store.delete(lock.name());

      lock.requireHeld();
      assertThatThrownBy(lock::confirm).hasMessageContaining("somebody removed the lock");
    }
  }

  @Test
  @Fact("F34")
  void a_lock_has_the_time_of_the_store_whatever_this_machines_clock_says() throws Exception {
    Locks slow =
        new Locks(
            store,
            objects,
            new LockHolder("host", "user", 1, 0, 0),
            LockTiming.RESTIC,
            () -> Instant.now().minus(Duration.ofDays(1)),
            LIVING::contains);
    try (var _ = acquired(slow.claim(false))) {
      assertThat(locks("elsewhere", 9).removeStale()).isZero();
    }
  }

  @Test
  void nothing_is_left_of_a_lock_whose_writing_failed_after_it_was_done() throws Exception {
    ObjectStore interrupted =
        new ForwardingObjectStore(store) {
          @Override
          public void put(ObjectName name, ObjectContent content) throws IOException {
            super.put(name, content);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
          }
        };
    Locks locks =
        new Locks(
            interrupted,
            new SealedObjects(interrupted, key, RANDOM),
            new LockHolder("host", "user", 1, 0, 0),
            LockTiming.RESTIC,
            Instant::now,
            LIVING::contains);

    assertThatThrownBy(() -> locks.claim(true)).isInstanceOf(InterruptedIOException.class);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(locks("host", 1).list()).isEmpty();
  }

  @Test
  void a_store_that_takes_no_lock_is_told_from_one_that_shows_none() {
    ObjectStore readOnly =
        new ForwardingObjectStore(store) {
          @Override
          public void put(ObjectName name, ObjectContent content) throws IOException {
            throw new RefusedException("read-only");
          }
        };
    ObjectStore hiding =
        new ForwardingObjectStore(store) {
          @Override
          public void list(ObjectKind kind, Listing listing) throws IOException {
            throw new RefusedException("a fifo");
          }
        };
    LockTiming timing = LockTiming.RESTIC;
    Locks unwritable =
        new Locks(
            readOnly,
            new SealedObjects(readOnly, key, RANDOM),
            new LockHolder("host", "user", 1, 0, 0),
            timing,
            Instant::now,
            LIVING::contains);

    assertThatThrownBy(() -> unwritable.claim(false))
        .isInstanceOf(UnwritableLockException.class)
        .hasMessage("read-only");
    assertThatThrownBy(() -> locks("host", 1, timing, hiding).claim(false))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void a_store_that_does_not_tell_its_time_can_be_locked() throws Exception {
    ObjectStore timeless =
        new ForwardingObjectStore(store) {
          @Override
          public Instant clock() throws IOException {
            throw new UnknownTimeException("no header");
          }
        };
    var quick =
        new LockTiming(
            Duration.ZERO, Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofMinutes(20));
    try (var lock = acquired(locks("host", 1, quick, timeless).acquire(true))) {
      lock.confirm();
    }
  }

  private void leave(String hostname, long process, Instant time) throws IOException {
    objects.save(
        ObjectKind.LOCK,
        LockCodec.encode(new LockFile(time, false, hostname, "user", process, 0, 0)));
  }

  private static ObjectName name(byte[] content) {
    return ObjectName.of(ObjectKind.LOCK, Sha256.of(content));
  }

  private Locks locks(String hostname, long process) {
    var quick =
        new LockTiming(
            Duration.ZERO, Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofMinutes(20));
    return locks(hostname, process, quick);
  }

  private Locks locks(String hostname, long process, LockTiming timing) {
    return locks(hostname, process, timing, store);
  }

  private Locks locks(String hostname, long process, LockTiming timing, ObjectStore over) {
    return new Locks(
        over,
        objects,
        new LockHolder(hostname, "user", process, 0, 0),
        timing,
        Instant::now,
        LIVING::contains);
  }

  private static RepositoryLock acquired(Locking outcome) {
    return switch (outcome) {
      case Locking.Acquired(RepositoryLock lock) -> lock;
      case Locking.Refused(var holders) -> throw new AssertionError(holders);
    };
  }
}
