package io.holdfast.repository.lock;

import static io.holdfast.repository.lock.LockFixture.acquired;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.store.ForwardingObjectStore;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.testkit.fact.Fact;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** That whoever lost his lock stops before he harms anybody. */
final class LostLockTest {
  private final LockFixture fixture = new LockFixture();

  @Test
  @Fact("F34")
  void a_claim_steps_back_before_its_first_step_when_somebody_came_at_the_same_time()
      throws Exception {
    var listings = new AtomicInteger();
    var raced =
        new ForwardingObjectStore(fixture.store) {
          @Override
          public void list(ObjectKind kind, Listing to) throws IOException {
            if (listings.incrementAndGet() == 2) {
              fixture.leave("elsewhere", 2, Instant.now());
            }
            super.list(kind, to);
          }
        };
    try (var lock = acquired(fixture.locks(LockFixture.QUICK, raced).claim(true))) {
      assertThatThrownBy(lock::requireHeld)
          .isInstanceOfSatisfying(
              LockRefusedException.class,
              refused ->
                  assertThat(refused.holders().getFirst().hostname()).isEqualTo("elsewhere"));
      // It says so before it takes its own away.
      while (fixture.locks("host", 1).list().size() > 1) {
        Thread.sleep(10);
      }
      assertThat(fixture.locks("host", 1).list()).hasSize(1).doesNotContainKey(lock.name());
    }
  }

  @Test
  @Fact("F34")
  void whoever_could_not_renew_must_stop_when_his_lock_was_removed() throws Exception {
    var lost =
        new LockTiming(Duration.ZERO, Duration.ofHours(1), Duration.ofMinutes(30), Duration.ZERO);
    try (var lock = acquired(fixture.locks("host", 1, lost, fixture.store).acquire(false))) {
      ObjectName first = lock.name();
      lock.requireHeld();
      assertThat(lock.name()).as("renewed").isNotEqualTo(first);

      fixture.store.delete(lock.name());

      assertThatThrownBy(lock::requireHeld).hasMessageContaining("somebody removed the lock");
      assertThatThrownBy(lock::confirm).hasMessageContaining("somebody removed the lock");
    }
    fixture.assertNoLockIsLeft();
  }

  @Test
  @Fact("F34")
  void whoever_slept_must_stop_when_his_lock_was_removed() throws Exception {
    AtomicReference<Duration> slept = new AtomicReference<>(Duration.ZERO);
    Locks sleeper = fixture.locks(LockFixture.QUICK, () -> Instant.now().plus(slept.get()));
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
      fixture.store.delete(lock.name());
      assertThatThrownBy(lock::requireHeld).hasMessageContaining("somebody removed the lock");
    }
    assertThat(sleeper.list()).isEmpty();
  }

  @Test
  @Fact("F34")
  void a_removed_lock_is_not_forgotten_by_its_next_renewal() throws Exception {
    requireLossIsTold(false);
  }

  @Test
  @Fact("F34")
  void nor_is_one_that_is_removed_while_it_is_renewed() throws Exception {
    requireLossIsTold(true);
  }

  /**
   * Somebody removes the lock once, right before its renewal looks for it.
   *
   * @param late whether the new file is there by then
   */
  private void requireLossIsTold(boolean late) throws Exception {
    CountDownLatch removed = new CountDownLatch(1);
    AtomicInteger writes = new AtomicInteger();
    ObjectStore disturbed =
        new ForwardingObjectStore(fixture.store) {
          @Override
          public void put(ObjectName name, ObjectContent content) throws IOException {
            super.put(name, content);
            writes.incrementAndGet();
          }

          @Override
          public long size(ObjectName name) throws IOException {
            if (removed.getCount() > 0 && (!late || writes.get() > 1)) {
              super.delete(name);
              removed.countDown();
            }
            return super.size(name);
          }
        };
    LockTiming often = LockFixture.timing(Duration.ofMillis(5));
    try (var lock = acquired(fixture.locks(often, disturbed).acquire(false))) {
      assertThat(removed.await(1, TimeUnit.MINUTES)).isTrue();
      ObjectName first = lock.name();
      while (lock.name().equals(first)) {
        Thread.onSpinWait(); // until it is renewed, for whoever comes now must be kept away
      }

      assertThatThrownBy(lock::confirm).hasMessageContaining("somebody removed the lock");
      assertThatThrownBy(lock::requireHeld).hasMessageContaining("somebody removed the lock");
      assertThat(fixture.locks("other", 2).acquire(true)).isInstanceOf(Locking.Refused.class);
    }
    fixture.assertNoLockIsLeft();
  }

  @Test
  @Fact("F34")
  void a_lock_is_as_old_as_its_file_says() throws Exception {
    AtomicReference<Duration> slept = new AtomicReference<>(Duration.ZERO);
    ObjectStore slow =
        new ForwardingObjectStore(fixture.store) {
          @Override
          public void put(ObjectName name, ObjectContent content) throws IOException {
            super.put(name, content);
            slept.set(Duration.ofHours(1)); // the machine, while the answer was on its way
          }
        };
    try (var lock =
        acquired(
            fixture
                .locks(LockFixture.QUICK, slow, () -> Instant.now().plus(slept.get()))
                .acquire(false))) {
      ObjectName first = lock.name();

      lock.requireHeld();

      assertThat(lock.name()).as("renewed").isNotEqualTo(first);
    }
  }

  @Test
  void a_lock_that_is_renewed_is_held_although_its_old_file_could_not_be_removed()
      throws Exception {
    AtomicReference<Duration> slept = new AtomicReference<>(Duration.ZERO);
    AtomicInteger refusals = new AtomicInteger(1);
    ObjectStore store =
        new ForwardingObjectStore(fixture.store) {
          @Override
          public void delete(ObjectName name) throws IOException {
            if (refusals.getAndDecrement() > 0) {
              throw new IOException("connection reset");
            }
            super.delete(name);
          }
        };
    try (var lock =
        acquired(
            fixture
                .locks(LockFixture.QUICK, store, () -> Instant.now().plus(slept.get()))
                .acquire(false))) {
      slept.set(Duration.ofHours(1));

      lock.requireHeld();

      lock.confirm();
    }
    fixture.assertNoLockIsLeft();
  }

  @Test
  void a_lock_that_somebody_removed_is_missed_before_the_step_that_counts() throws Exception {
    try (var lock = acquired(fixture.locks("host", 1).acquire(false))) {
      lock.confirm();

      fixture.store.delete(lock.name());

      lock.requireHeld();
      assertThatThrownBy(lock::confirm).hasMessageContaining("somebody removed the lock");
    }
  }
}
