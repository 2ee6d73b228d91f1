package io.holdfast.location;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.Creation;
import io.holdfast.repository.Opening;
import io.holdfast.repository.chunk.ChunkerParameters;
import io.holdfast.repository.crypto.Password;
import io.holdfast.repository.crypto.ScryptParameters;
import io.holdfast.repository.lock.LockFile;
import io.holdfast.repository.store.LocalObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OpenerTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final InstantSource CLOCK = InstantSource.system();
  private static final LockWait NOT_AT_ALL = new LockWait(Duration.ZERO, CLOCK, _ -> {});

  @TempDir private Path directory;

  @BeforeEach
  void create() throws IOException {
    try (Password password = password("right");
        var _ =
            new Creation(
                    ChunkerParameters.Gear.generate(RANDOM),
                    new ScryptParameters(1024, 8, 1),
                    "user",
                    "host")
                .create(new LocalObjectStore(directory), password, RANDOM, Instant.now())) {}
  }

  @Test
  void opens_and_locks_as_this_host() throws Exception {
    try (Session session = opened(open("/", "right", Opener.Lock.SHARED))) {
      List<LockFile> locks =
          List.copyOf(HostLocks.of(session.repository(), environment(), CLOCK).list().values());

      assertThat(locks).hasSize(1);
      assertThat(locks.getFirst().hostname()).isEqualTo("machine-a");
      assertThat(locks.getFirst().processId()).isEqualTo(ProcessHandle.current().pid());
      assertThat(session.lock().exclusive()).isFalse();
    }
  }

  @Test
  void leaves_no_lock_behind() throws Exception {
    opened(open("/", "right", Opener.Lock.EXCLUSIVE)).close();

    try (Session session = opened(open("/", "right", Opener.Lock.NONE))) {
      assertThat(HostLocks.of(session.repository(), environment(), CLOCK).list()).isEmpty();
    }
  }

  @Test
  void says_who_holds_it_when_there_is_no_patience_left() throws Exception {
    try (Session _ = opened(open("/", "right", Opener.Lock.EXCLUSIVE))) {
      Opener.Outcome second = open("/", "right", Opener.Lock.SHARED);

      assertThat(second).isInstanceOf(Opener.Outcome.Locked.class);
      assertThat(((Opener.Outcome.Locked) second).holders()).hasSize(1);
    }
  }

  @Test
  void waits_for_whoever_holds_it() throws Exception {
    Session first = opened(open("/", "right", Opener.Lock.EXCLUSIVE));
    List<Duration> told = new ArrayList<>();
    LockWait patient =
        new LockWait(
            Duration.ofMinutes(1),
            CLOCK,
            left -> {
              told.add(left);
              release(first);
            });

    try (Session second = opened(open("/", "right", Opener.Lock.EXCLUSIVE, patient))) {
      assertThat(second.lock().exclusive()).isTrue();
    }
    assertThat(told).hasSize(1);
  }

  @Test
  void says_why_nothing_could_be_opened() throws Exception {
    assertThat(open("/", "wrong", Opener.Lock.SHARED))
        .isEqualTo(new Opener.Outcome.Closed(new Opening.WrongPassword(List.of())));
    assertThat(open("/absent", "right", Opener.Lock.SHARED))
        .isInstanceOfSatisfying(
            Opener.Outcome.Closed.class,
            closed -> assertThat(closed.why()).isInstanceOf(Opening.NoRepository.class));
  }

  private static void release(Session session) {
    try {
      session.close();
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  private static Session opened(Opener.Outcome outcome) {
    return ((Opener.Outcome.Open) outcome).session();
  }

  private Opener.Outcome open(String below, String password, Opener.Lock lock) throws Exception {
    return open(below, password, lock, NOT_AT_ALL);
  }

  private Opener.Outcome open(String below, String password, Opener.Lock lock, LockWait wait)
      throws Exception {
    Stores stores =
        new Stores(StoreSettings.DEFAULT, environment(), CLOCK, RANDOM, StoreListener.SILENT);
    try (Password secret = password(password)) {
      return new Opener(stores, environment(), CLOCK, RANDOM)
          .open(Location.parse(directory + below), secret, lock, wait);
    }
  }

  private static Environment environment() {
    return new Environment(Map.of("HOLDFAST_LOCK_HOST", "machine-a"));
  }

  private static Password password(String text) {
    return Password.of(text.getBytes(UTF_8));
  }
}
