package io.holdfast.repository.lock;

import static io.holdfast.repository.lock.LockFixture.acquired;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.store.ForwardingObjectStore;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.repository.task.Interruption;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** That no lock stays behind, whatever happens while it is taken, renewed and given up. */
final class RepositoryLockTest {
  private final LockFixture fixture = new LockFixture();

  private Locks locks(ObjectStore store, Duration refresh) {
    return fixture.locks(LockFixture.timing(refresh), store);
  }

  @Test
  void an_old_file_that_could_not_be_removed_goes_later() throws Exception {
    AtomicInteger failures = new AtomicInteger(3);
    ObjectStore store =
        new ForwardingObjectStore(fixture.store) {
          @Override
          public void delete(ObjectName name) throws IOException {
            if (failures.getAndDecrement() > 0) {
              throw new IOException("cannot delete " + name + ": connection refused");
            }
            super.delete(name);
          }
        };

    try (RepositoryLock lock = acquired(locks(store, Duration.ofMillis(5)).acquire(false))) {
      while (failures.get() > 0) {
        Thread.onSpinWait();
      }
      lock.requireHeld();
    }

    fixture.assertNoLockIsLeft();
  }

  @Test
  void a_renewal_that_has_begun_is_ended_before_the_lock_is_given_up() throws Exception {
    Thread closer = Thread.currentThread();
    AtomicInteger puts = new AtomicInteger();
    ObjectStore store =
        new ForwardingObjectStore(fixture.store) {
          @Override
          public void put(ObjectName name, ObjectContent content) throws IOException {
            super.put(name, content);
            if (puts.incrementAndGet() < 2) {
              return;
            }
            while (closer.getState() == Thread.State.RUNNABLE) {
              Thread.onSpinWait();
            }
            if (Thread.interrupted()) {
              throw Interruption.of(new InterruptedException());
            }
          }
        };
    RepositoryLock lock = acquired(locks(store, Duration.ofMillis(5)).acquire(false));
    while (puts.get() < 2) {
      Thread.onSpinWait();
    }

    lock.close();

    fixture.assertNoLockIsLeft();
  }

  @Test
  void whoever_is_interrupted_while_he_asks_leaves_nothing() throws Exception {
    Thread asker = Thread.currentThread();
    AtomicInteger listings = new AtomicInteger();
    ObjectStore store =
        new ForwardingObjectStore(fixture.store) {
          @Override
          public void list(ObjectKind kind, Listing listing) throws IOException {
            if (listings.incrementAndGet() == 2) {
              asker.interrupt();
              while (asker.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait(); // until he gives up
              }
            }
            super.list(kind, listing);
          }
        };

    assertThatThrownBy(() -> locks(store, Duration.ofHours(1)).acquire(true))
        .isInstanceOf(InterruptedException.class);

    fixture.assertNoLockIsLeft();
  }

  @Test
  void a_lock_can_be_given_up_by_whoever_is_interrupted() throws Exception {
    ObjectStore store =
        new ForwardingObjectStore(fixture.store) {
          @Override
          public void delete(ObjectName name) throws IOException {
            if (Thread.currentThread().isInterrupted()) {
              throw new InterruptedIOException("the work was cancelled");
            }
            super.delete(name);
          }
        };
    RepositoryLock lock = acquired(locks(store, Duration.ofHours(1)).acquire(true));

    Thread.currentThread().interrupt();
    lock.close();

    assertThat(Thread.interrupted()).isTrue();
    fixture.assertNoLockIsLeft();
  }
}
