package io.holdfast.repository.lock;

import static io.holdfast.repository.lock.LockFixture.acquired;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.store.ForwardingObjectStore;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.testkit.fact.Fact;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
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

      assertThatThrownBy(lock::requireHeld).hasMessageContaining("was not renewed");
      assertThatThrownBy(lock::confirm).hasMessageContaining("was not renewed");
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
      assertThatThrownBy(lock::requireHeld)
          .hasMessageContaining("was not renewed for 90 minutes")
          .hasStackTraceContaining("removed the lock");
    }
    assertThat(sleeper.list()).isEmpty();
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
