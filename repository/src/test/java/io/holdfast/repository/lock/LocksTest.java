package io.holdfast.repository.lock;

import static io.holdfast.repository.lock.LockFixture.acquired;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.store.ForwardingObjectStore;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.repository.store.RefusedException;
import io.holdfast.repository.store.UnknownTimeException;
import io.holdfast.testkit.fact.Fact;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

final class LocksTest {
  private final LockFixture fixture = new LockFixture();

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
    try (var first = acquired(fixture.locks("a", 1).acquire(false));
        var second = acquired(fixture.locks("b", 2).acquire(false))) {
      assertThat(first.exclusive()).isFalse();
      assertThat(second.name()).isNotEqualTo(first.name());

      assertThat(fixture.locks("c", 3).acquire(true)).isInstanceOf(Locking.Refused.class);
    }
    try (var alone = acquired(fixture.locks("c", 3).acquire(true))) {
      assertThat(alone.exclusive()).isTrue();
      assertThat(fixture.locks("a", 1).acquire(false))
          .isInstanceOfSatisfying(
              Locking.Refused.class,
              refused -> assertThat(refused.holders().getFirst().hostname()).isEqualTo("c"));
    }
    fixture.assertNoLockIsLeft();
  }

  @Test
  @Fact("F34")
  void the_lock_of_a_dead_process_of_this_host_is_gone() throws Exception {
    fixture.leave("host", 99, Instant.now());

    try (var lock = acquired(fixture.locks("host", 1).acquire(true))) {
      assertThat(fixture.locks("host", 1).list()).containsOnlyKeys(lock.name());
    }
  }

  @Test
  @Fact("F35")
  void a_process_of_another_host_is_never_judged_by_this_hosts_processes() throws Exception {
    fixture.leave("pod-7c9f", 99, Instant.now());

    assertThat(fixture.locks("host", 1).acquire(true)).isInstanceOf(Locking.Refused.class);
    assertThat(fixture.locks("host", 1).removeStale()).isZero();
  }

  @Test
  @Fact("F34")
  void another_hosts_lock_is_stale_after_thirty_minutes() throws Exception {
    fixture.leave("elsewhere", 99, Instant.now().minus(Duration.ofMinutes(29)));
    fixture.leave("elsewhere", 98, Instant.now().minus(Duration.ofMinutes(31)));

    assertThat(fixture.locks("host", 1).removeStale()).isEqualTo(1);
    assertThat(fixture.locks("host", 1).list().values())
        .singleElement()
        .satisfies(lock -> assertThat(lock.processId()).isEqualTo(99));
  }

  @Test
  @Fact("F34")
  void an_empty_lock_file_is_none_and_an_unreadable_one_is_trouble() throws Exception {
    fixture.store.put(name(new byte[0]), ObjectContent.of(new byte[0]));
    try (var lock = acquired(fixture.locks("host", 1).acquire(true))) {
      assertThat(lock.exclusive()).isTrue();
    }

    var noise = new byte[200];
    fixture.store.put(name(noise), ObjectContent.of(noise));
    assertThatThrownBy(() -> fixture.locks("host", 1).acquire(false))
        .isInstanceOf(IOException.class);
  }

  @Test
  @Fact("F34")
  void is_renewed_by_a_new_file_before_the_old_one_goes() throws Exception {
    var others = new LinkedBlockingQueue<Integer>();
    var watched =
        new ForwardingObjectStore(fixture.store) {
          @Override
          public void delete(ObjectName name) throws IOException {
            var left = new ArrayList<ObjectName>();
            fixture.store.list(ObjectKind.LOCK, (listed, _) -> left.add(listed));
            left.remove(name);
            others.add(left.size());
            super.delete(name);
          }
        };
    try (var lock =
        acquired(fixture.locks(LockFixture.timing(Duration.ofMillis(5)), watched).acquire(false))) {
      assertThat(others.take()).isEqualTo(1);
      assertThat(others.take()).isEqualTo(1);
      lock.requireHeld();
    }
    fixture.assertNoLockIsLeft();
  }

  @Test
  @Fact("F34")
  void a_claim_is_a_lock_once_it_is_certain() throws Exception {
    try (var lock = acquired(fixture.locks("host", 1).claim(true))) {
      lock.requireHeld();
      assertThat(fixture.locks("other", 2).acquire(false)).isInstanceOf(Locking.Refused.class);
    }
    fixture.assertNoLockIsLeft();
  }

  @Test
  @Fact("F34")
  void a_lock_has_the_time_of_the_store_whatever_this_machines_clock_says() throws Exception {
    Locks slow = fixture.locks(LockFixture.QUICK, () -> Instant.now().minus(Duration.ofDays(1)));
    try (var _ = acquired(slow.claim(false))) {
      assertThat(fixture.locks("elsewhere", 9).removeStale()).isZero();
    }
  }

  @Test
  void nothing_is_left_of_a_lock_whose_writing_failed_after_it_was_done() throws Exception {
    ObjectStore interrupted =
        new ForwardingObjectStore(fixture.store) {
          @Override
          public void put(ObjectName name, ObjectContent content) throws IOException {
            super.put(name, content);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
          }
        };
    Locks locks = fixture.locks(LockFixture.QUICK, interrupted);

    assertThatThrownBy(() -> locks.claim(true)).isInstanceOf(InterruptedIOException.class);

    assertThat(Thread.interrupted()).isTrue();
    fixture.assertNoLockIsLeft();
  }

  @Test
  void a_store_that_takes_no_lock_is_told_from_one_that_shows_none() {
    ObjectStore readOnly =
        new ForwardingObjectStore(fixture.store) {
          @Override
          public void put(ObjectName name, ObjectContent content) throws IOException {
            throw new RefusedException("read-only");
          }
        };
    ObjectStore hiding =
        new ForwardingObjectStore(fixture.store) {
          @Override
          public void list(ObjectKind kind, Listing listing) throws IOException {
            throw new RefusedException("a fifo");
          }
        };
    Locks unwritable = fixture.locks(LockFixture.QUICK, readOnly);

    assertThatThrownBy(() -> unwritable.claim(false))
        .isInstanceOf(UnwritableLockException.class)
        .hasMessage("read-only");
    assertThatThrownBy(() -> fixture.locks(LockFixture.QUICK, hiding).claim(false))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void a_dead_process_s_lock_that_cannot_be_removed_is_told_as_one_that_cannot_be_written()
      throws Exception {
    fixture.leave("host", 99, Instant.now());
    ObjectStore readOnly =
        new ForwardingObjectStore(fixture.store) {
          @Override
          public void delete(ObjectName name) throws IOException {
            throw new RefusedException("read-only");
          }
        };

    assertThatThrownBy(() -> fixture.locks(LockFixture.QUICK, readOnly).claim(false))
        .isInstanceOf(UnwritableLockException.class);
  }

  @Test
  void stale_locks_go_also_beside_one_that_cannot_be_read() throws Exception {
    byte[] noise = new byte[200];
    fixture.store.put(name(noise), ObjectContent.of(noise));
    fixture.leave("elsewhere", 98, Instant.now().minus(Duration.ofMinutes(31)));

    assertThat(fixture.locks("host", 1).removeStale()).isEqualTo(1);

    assertThatThrownBy(() -> fixture.locks("host", 1).list())
        .isInstanceOf(UnreadableLockException.class);
  }

  @Test
  void a_store_that_does_not_tell_its_time_can_be_locked() throws Exception {
    ObjectStore timeless =
        new ForwardingObjectStore(fixture.store) {
          @Override
          public Instant clock() throws IOException {
            throw new UnknownTimeException("no header");
          }
        };
    try (var lock = acquired(fixture.locks(LockFixture.QUICK, timeless).acquire(true))) {
      lock.confirm();
    }
  }

  private static ObjectName name(byte[] content) {
    return ObjectName.of(ObjectKind.LOCK, Sha256.of(content));
  }
}
