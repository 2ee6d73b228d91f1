package io.holdfast.repository.store.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.store.AlreadyExistsException;
import io.holdfast.repository.store.BusyException;
import io.holdfast.repository.store.FlakyObjectStore;
import io.holdfast.repository.store.ManualTicker;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.store.NoSuchObjectException;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.repository.store.ObjectStoreContract;
import io.holdfast.repository.store.RefusedException;
import io.holdfast.repository.store.TruncatedObjectException;
import io.holdfast.repository.store.UnknownTimeException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The contract on a store of which three calls in ten fail, and what the contract cannot see. */
final class RetryingObjectStoreTest extends ObjectStoreContract {
  private static final RetryPolicy POLICY =
      new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofMinutes(15));

  private final MemoryObjectStore memory = new MemoryObjectStore();
  private final ManualTicker ticker = new ManualTicker();

  @Override
  protected ObjectStore open() {
    return retrying(new FlakyObjectStore(memory, new Random(7), 0.3));
  }

  @Override
  protected void plant(String path, byte[] bytes) {
    memory.plant(path, bytes);
  }

  private RetryingObjectStore retrying(ObjectStore store) {
    return new RetryingObjectStore(store, POLICY, new Random(8), ticker, RetryListener.SILENT);
  }

  @Test
  void gives_up_when_the_budget_is_spent() {
    Scripted broken = new Scripted(memory);
    broken.always = new IOException("cannot reach example.org: connection refused");

    assertThatThrownBy(() -> retrying(broken).size(ObjectName.CONFIG))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot reach example.org: connection refused (gave up after")
        .hasCause(broken.always);
    assertThat(Duration.ofNanos(ticker.nanoTime()))
        .isBetween(Duration.ofMinutes(13), Duration.ofMinutes(15));
  }

  @Test
  void pauses_a_random_share_of_a_doubling_span() {
    Scripted broken = new Scripted(memory);
    broken.always = new IOException("down");

    assertThatThrownBy(() -> retrying(broken).clock()).isInstanceOf(IOException.class);

    List<Duration> sleeps = ticker.sleeps();
    for (int i = 0; i < sleeps.size(); i++) {
      Duration longest = Duration.ofSeconds(Math.min(60, 1L << Math.min(i, 10)));
      assertThat(sleeps.get(i)).isBetween(Duration.ZERO, longest);
    }
    assertThat(sleeps).filteredOn(sleep -> sleep.toSeconds() > 30).isNotEmpty();
    assertThat(sleeps).filteredOn(sleep -> sleep.toSeconds() < 20).isNotEmpty();
  }

  @Test
  void waits_as_long_as_the_store_asks() throws IOException {
    Scripted busy = new Scripted(memory);
    busy.failures.add(new BusyException("slow down", Duration.ofSeconds(47), null));

    retrying(busy).clock();

    assertThat(ticker.sleeps())
        .singleElement()
        .satisfies(
            sleep -> assertThat(sleep).isBetween(Duration.ofSeconds(47), Duration.ofSeconds(48)));
  }

  @Test
  void does_not_wait_longer_than_the_budget_when_the_store_asks_for_a_day() {
    Scripted busy = new Scripted(memory);
    busy.failures.add(new BusyException("slow down", Duration.ofDays(1), null));

    assertThatThrownBy(() -> retrying(busy).clock()).hasMessageContaining("slow down");
    assertThat(ticker.sleeps()).isEmpty();
  }

  @Test
  void does_not_repeat_what_was_answered_for_good() {
    ObjectName name = ObjectName.CONFIG;
    for (IOException answer :
        List.of(
            new RefusedException("cannot read: 403"),
            new UnknownTimeException("no Date in the answer"),
            new NoSuchObjectException("memory", name),
            new TruncatedObjectException("memory", name, 10, 5))) {
      Scripted store = new Scripted(memory);
      store.always = answer;

      assertThatThrownBy(() -> retrying(store).read(name, 0, 1)).isSameAs(answer);
      assertThat(ticker.sleeps()).isEmpty();
    }
  }

  @Test
  void a_config_whose_answer_was_lost_is_known_again() throws IOException {
    byte[] config = bytes(155);
    Scripted lossy = new Scripted(memory);
    lossy.losesAnswers = 1;

    retrying(lossy).put(ObjectName.CONFIG, ObjectContent.of(config));

    assertThat(memory.read(ObjectName.CONFIG, 0, 155)).isEqualTo(config);
  }

  @Test
  void a_config_of_somebody_else_is_told_from_the_own_one() throws IOException {
    memory.put(ObjectName.CONFIG, ObjectContent.of(bytes(155)));
    Scripted store = new Scripted(memory);
    store.failures.add(new IOException("connection reset"));

    assertThatThrownBy(() -> retrying(store).put(ObjectName.CONFIG, ObjectContent.of(bytes(155))))
        .isInstanceOf(AlreadyExistsException.class);
  }

  @Test
  void an_interrupted_thread_stops_repeating() {
    Scripted broken = new Scripted(memory);
    broken.always = new IOException("down");
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> retrying(broken).size(ObjectName.CONFIG))
        .isInstanceOf(InterruptedIOException.class)
        .hasCause(broken.always);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(ticker.sleeps()).isEmpty();
  }

  @Test
  void tells_why_nothing_moves() throws IOException {
    Scripted store = new Scripted(memory);
    store.failures.add(new IOException("first"));
    store.failures.add(new IOException("second"));
    StringBuilder heard = new StringBuilder();

    new RetryingObjectStore(
            store,
            POLICY,
            new Random(1),
            ticker,
            (attempt, failure, _) -> heard.append(attempt).append(failure.getMessage()))
        .clock();

    assertThat(heard).hasToString("1first2second");
  }

  /** A store that fails as it is told. */
  private static final class Scripted implements ObjectStore {
    private final ObjectStore store;
    final Deque<IOException> failures = new ArrayDeque<>();
    @Nullable IOException always;
    int losesAnswers;

    Scripted(ObjectStore store) {
      this.store = store;
    }

    private void fail() throws IOException {
      if (always != null) {
        throw always;
      }
      if (!failures.isEmpty()) {
        throw failures.remove();
      }
    }

    @Override
    public String location() {
      return store.location();
    }

    @Override
    public void create() throws IOException {
      fail();
    }

    @Override
    public void put(ObjectName name, ObjectContent content) throws IOException {
      fail();
      store.put(name, content);
      if (losesAnswers-- > 0) {
        throw new InterruptedIOException("read timed out");
      }
    }

    @Override
    public byte[] read(ObjectName name, long offset, int length) throws IOException {
      fail();
      return store.read(name, offset, length);
    }

    @Override
    public long size(ObjectName name) throws IOException {
      fail();
      return store.size(name);
    }

    @Override
    public void list(ObjectKind kind, Listing listing) throws IOException {
      fail();
      store.list(kind, listing);
    }

    @Override
    public void delete(ObjectName name) throws IOException {
      fail();
      store.delete(name);
    }

    @Override
    public int sweep(Instant before) throws IOException {
      fail();
      return store.sweep(before);
    }

    @Override
    public Instant clock() throws IOException {
      fail();
      return store.clock();
    }

    @Override
    public void close() {}
  }
}
