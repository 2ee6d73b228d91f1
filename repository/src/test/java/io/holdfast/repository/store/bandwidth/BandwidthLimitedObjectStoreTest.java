package io.holdfast.repository.store.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.store.ManualTicker;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.repository.store.ObjectStoreContract;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BandwidthLimitedObjectStoreTest extends ObjectStoreContract {
  private final MemoryObjectStore memory = new MemoryObjectStore();
  private final ManualTicker ticker = new ManualTicker();

  @Override
  protected ObjectStore open() {
    return limited(100 << 10, 200 << 10);
  }

  private ObjectStore limited(long upload, long download) {
    return new BandwidthLimitedObjectStore(
        memory, new Bandwidth(upload, ticker), new Bandwidth(download, ticker));
  }

  @Override
  protected void plant(String path, byte[] bytes) {
    memory.plant(path, bytes);
  }

  @Test
  void uploads_take_their_time() throws IOException {
    put(ObjectKind.PACK, bytes(1 << 20));

    assertThat(passed()).isBetween(Duration.ofMillis(10_100), Duration.ofMillis(10_240));
    assertThat(ticker.sleeps())
        .allSatisfy(sleep -> assertThat(sleep).isLessThan(Duration.ofMillis(200)))
        .hasSizeGreaterThan(50);
  }

  @Test
  void downloads_take_their_time_without_a_burst() throws IOException {
    byte[] bytes = bytes(1 << 20);
    ObjectName name = name(ObjectKind.PACK, bytes);
    plant(name.path(), bytes);

    assertThat(store().read(name, 0, bytes.length)).isEqualTo(bytes);

    assertThat(passed()).isBetween(Duration.ofMillis(5_000), Duration.ofMillis(5_120));
    assertThat(ticker.sleeps())
        .allSatisfy(sleep -> assertThat(sleep).isLessThanOrEqualTo(Duration.ofSeconds(1)));
  }

  @Test
  void threads_share_the_rate() throws IOException {
    Bandwidth shared = new Bandwidth(1_000, ticker);
    ObjectStore first = new BandwidthLimitedObjectStore(memory, shared, null);
    ObjectStore second = new BandwidthLimitedObjectStore(memory, shared, null);

    first.put(ObjectName.CONFIG, ObjectContent.of(bytes(5_000)));
    byte[] bytes = bytes(5_000);
    second.put(name(ObjectKind.PACK, bytes), ObjectContent.of(bytes));

    assertThat(passed()).isBetween(Duration.ofMillis(9_900), Duration.ofMillis(10_000));
  }

  @Test
  void an_idle_line_saves_up_a_tenth_of_a_second_only() throws IOException {
    ticker.advance(Duration.ofHours(1));
    Duration before = passed();

    put(ObjectKind.PACK, bytes(100 << 10));

    assertThat(passed().minus(before)).isEqualTo(Duration.ofMillis(900));
  }

  @Test
  void a_stream_of_the_content_is_held_back_too() throws IOException {
    ObjectContent content = ObjectContent.of(bytes(100 << 10)).at(new Bandwidth(10 << 10, ticker));

    try (InputStream stream = content.stream()) {
      assertThat(stream.readAllBytes()).hasSize(100 << 10);
    }

    assertThat(passed()).isEqualTo(Duration.ofMillis(9_900));
  }

  @Test
  void refuses_a_rate_of_nothing() {
    assertThatThrownBy(() -> new Bandwidth(0, ticker)).isInstanceOf(IllegalArgumentException.class);
  }

  private Duration passed() {
    return Duration.ofNanos(ticker.nanoTime());
  }
}
