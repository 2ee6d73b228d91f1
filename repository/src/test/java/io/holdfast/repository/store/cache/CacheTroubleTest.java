package io.holdfast.repository.store.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.repository.store.TruncatedObjectException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Copies that are damaged, strange or cannot be had. */
final class CacheTroubleTest {
  @TempDir private Path root;
  private final CacheFixture cache = new CacheFixture(() -> root);

  @Test
  void a_damaged_copy_is_dropped_and_fetched_again() throws IOException {
    byte[] bytes = CacheFixture.bytes(5_000);
    ObjectName name = cache.put(ObjectKind.PACK, bytes);
    List<byte[]> damages = new ArrayList<>();
    byte[] flipped = bytes.clone();
    flipped[4_999] ^= 1;
    damages.add(flipped);
    damages.add(Arrays.copyOf(bytes, 4_000));
    damages.add(Arrays.copyOf(bytes, 6_000));
    damages.add(new byte[0]);

    for (byte[] damage : damages) {
      Files.write(cache.copyOf(name), damage);

      assertThat(cache.open().read(name, 0, 10)).isEqualTo(Arrays.copyOf(bytes, 10));
      assertThat(cache.copyOf(name)).hasBinaryContent(bytes);
    }

    assertThat(cache.counted().reads()).isEqualTo(damages.size());
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void what_the_cache_did_not_write_is_no_copy() throws Exception {
    byte[] bytes = CacheFixture.bytes(5_000);
    ObjectName name = cache.put(ObjectKind.PACK, bytes);
    Path copy = cache.copyOf(name);
    Path elsewhere = Files.write(root.resolve("elsewhere"), bytes);

    for (String thing : List.of("ln -s " + elsewhere, "mkfifo", "mkdir", "truncate -s 900M")) {
      Files.delete(copy);
      String made = thing + " " + copy;
      assertThat(new ProcessBuilder("sh", "-c", made).inheritIO().start().waitFor()).isZero();

      assertThat(cache.open().read(name, 0, 5_000)).isEqualTo(bytes);
    }

    assertThat(cache.counted().reads()).isEqualTo(4);
    assertThat(elsewhere).hasBinaryContent(bytes);
  }

  @Test
  void a_cache_that_cannot_be_listed_is_done_without() throws IOException {
    byte[] bytes = CacheFixture.bytes(500);
    ObjectName name = cache.put(ObjectKind.SNAPSHOT, bytes);
    Path kind = root.resolve(CacheFixture.ID).resolve(ObjectKind.SNAPSHOT.folder());
    Files.move(kind, root.resolve("elsewhere"));
    Files.createSymbolicLink(kind, kind);
    List<ObjectName> listed = new ArrayList<>();

    ObjectStore store = cache.open();
    store.list(ObjectKind.SNAPSHOT, (found, _) -> listed.add(found));

    assertThat(listed).containsExactly(name);
    assertThat(store.read(name, 0, 500)).isEqualTo(bytes);
    assertThat(cache.warnings()).hasSize(1);
  }

  @Test
  void a_copy_that_is_damaged_while_it_is_in_use_is_noticed() throws IOException {
    byte[] bytes = CacheFixture.bytes(5_000);
    ObjectName name = cache.put(ObjectKind.SNAPSHOT, bytes);
    ObjectStore store = cache.open();
    assertThat(store.read(name, 0, 5_000)).isEqualTo(bytes);

    byte[] changed = bytes.clone();
    changed[17] ^= 64;
    Files.write(cache.copyOf(name), changed);

    assertThat(store.read(name, 0, 5_000)).isEqualTo(bytes);
  }

  @Test
  void a_damaged_object_of_the_store_is_passed_on_and_not_kept() throws IOException {
    byte[] bytes = CacheFixture.bytes(900);
    ObjectName name = CacheFixture.name(ObjectKind.INDEX, CacheFixture.bytes(900));
    cache.memory().plant(name.path(), bytes);

    assertThat(cache.open().read(name, 0, 900)).isEqualTo(bytes);

    assertThat(cache.copyOf(name)).doesNotExist();
  }

  @Test
  void works_where_nothing_can_be_written_and_says_so_once() throws IOException {
    Path file = Files.write(root.resolve("file"), new byte[0]);
    CachingObjectStore caching = new CachingObjectStore(cache.counted());
    caching.keepIn(cache.cache(file.resolve("below"), CacheFixture.ROOMY));
    byte[] bytes = CacheFixture.bytes(5_000);
    ObjectName name = cache.inStore(ObjectKind.PACK, bytes);

    for (int i = 0; i < 4; i++) {
      caching.near().put(CacheFixture.name(ObjectKind.INDEX, bytes), ObjectContent.of(bytes));
      assertThat(caching.near().read(name, i, 9)).isEqualTo(Arrays.copyOfRange(bytes, i, i + 9));
    }

    assertThat(cache.warnings()).hasSize(1);
    assertThat(cache.counted().bytes()).as("no whole object in vain").isEqualTo(4 * 9);
  }

  @Test
  void a_copy_that_is_too_short_for_a_range_says_so_as_the_store_would() throws IOException {
    ObjectName name = cache.put(ObjectKind.PACK, CacheFixture.bytes(100));

    assertThatThrownBy(() -> cache.open().read(name, 90, 11))
        .isInstanceOf(TruncatedObjectException.class);
  }
}
