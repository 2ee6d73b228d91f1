package io.holdfast.repository.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.task.Tasks;
import io.holdfast.testkit.fact.Fact;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many who want the repository at the same time. */
final class RacingLocksTest {
  // As restic's but for the wait, which need only be longer than a write into memory takes.
  private static final LockTiming QUICK =
      new LockTiming(
          Duration.ofMillis(50), Duration.ofMillis(20), Duration.ofHours(1), Duration.ofHours(1));

  private final LockFixture fixture = new LockFixture();
  private final AtomicInteger sharing = new AtomicInteger();
  private final AtomicInteger alone = new AtomicInteger();
  private final AtomicInteger broken = new AtomicInteger();

  private Locks locks(int who) {
    return fixture.locks("host " + who, who, QUICK, fixture.store);
  }

  @Test
  @Fact("F34")
  void nobody_ever_works_beside_one_who_is_alone() throws IOException {
    AtomicInteger acquired = new AtomicInteger();
    try (Tasks tasks = Tasks.waiting("locks", 8, 8)) {
      for (int i = 0; i < 8; i++) {
        int who = i;
        tasks.submit(() -> {
          Locks locks = locks(who);
          for (int round = 0; round < 20; round++) {
            boolean exclusive = (who + round) % 3 == 0;
            if (locks.acquire(exclusive) instanceof Locking.Acquired(RepositoryLock lock)) {
              acquired.incrementAndGet();
              try (lock) {
                work(exclusive);
              }
            }
          }
        });
      }
      tasks.join();
    }

    assertThat(broken).hasValue(0);
    assertThat(acquired.get()).isPositive();
    assertThat(locks(9).list()).isEmpty();
  }

  private void work(boolean exclusive) {
    AtomicInteger mine = exclusive ? alone : sharing;
    mine.incrementAndGet();
    for (int i = 0; i < 1000; i++) {
      if (alone.get() > 1 || (alone.get() == 1 && sharing.get() > 0)) {
        broken.incrementAndGet();
      }
      Thread.onSpinWait();
    }
    mine.decrementAndGet();
  }

  @Test
  @Fact("F34")
  void a_lock_that_is_renewed_again_and_again_is_never_absent() throws Exception {
    try (RepositoryLock held = LockFixture.acquired(locks(1).acquire(true))) {
      var first = held.name();
      Locks others = locks(2);
      for (int renewals = 0; renewals < 5; ) {
        var before = held.name();
        assertThat(others.acquire(false)).isInstanceOf(Locking.Refused.class);
        renewals += before.equals(held.name()) ? 0 : 1;
        Thread.onSpinWait();
      }
      assertThat(held.name()).isNotEqualTo(first);
      held.requireHeld();
    }
    assertThat(locks(2).list()).isEmpty();
  }
}
