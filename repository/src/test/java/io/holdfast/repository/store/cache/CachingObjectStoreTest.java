package io.holdfast.repository.store.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.repository.store.ObjectStoreContract;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract on the near view, and what the contract cannot see. */
final class CachingObjectStoreTest extends ObjectStoreContract {
  @TempDir private Path root;
  private final CacheFixture cache = new CacheFixture(() -> root);

  @Override
  protected ObjectStore open() {
    return cache.open();
  }

  @Override
  protected void plant(String path, byte[] bytes) {
    cache.memory().plant(path, bytes);
  }

  @ParameterizedTest
  @EnumSource(
      value = ObjectKind.class,
      names = {"INDEX", "SNAPSHOT", "PACK"})
  void reads_an_object_from_the_store_once(ObjectKind kind) throws IOException {
    byte[] bytes = bytes(40_000);
    ObjectName name = cache.inStore(kind, bytes);

    for (int i = 0; i < 5; i++) {
      ObjectStore view = open(); // another program, each time
      assertThat(view.size(name)).isEqualTo(40_000);
      assertThat(view.read(name, 1_000L * i, 777))
          .isEqualTo(Arrays.copyOfRange(bytes, 1_000 * i, 1_000 * i + 777));
      assertThat(view.read(name, 0, 40_000)).isEqualTo(bytes);
    }

    assertThat(cache.counted().reads()).isEqualTo(1);
    assertThat(cache.copyOf(name)).hasBinaryContent(bytes);
  }

  @Test
  void what_was_put_through_the_view_is_never_read_from_the_store() throws IOException {
    byte[] bytes = bytes(3_000);
    ObjectName name = put(ObjectKind.PACK, bytes);

    assertThat(open().read(name, 100, 50)).isEqualTo(Arrays.copyOfRange(bytes, 100, 150));

    assertThat(cache.counted().reads()).isZero();
  }

  @Test
  void keeps_nothing_of_what_goes_past_the_view() throws IOException {
    CachingObjectStore caching = cache.caching(CacheFixture.ROOMY);
    byte[] bytes = bytes(3_000);
    ObjectName name = name(ObjectKind.PACK, bytes);

    caching.put(name, ObjectContent.of(bytes));
    caching.read(name, 0, 3_000);

    assertThat(cache.copyOf(name)).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource(
      value = ObjectKind.class,
      names = {"CONFIG", "KEY", "LOCK"})
  void keeps_neither_config_nor_keys_nor_locks(ObjectKind kind) throws IOException {
    ObjectName name = put(kind, bytes(500));

    store().read(name, 0, 500);
    store().read(name, 0, 500);

    assertThat(cache.counted().reads()).isEqualTo(2);
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void forgets_what_the_store_no_longer_lists() throws IOException {
    ObjectName gone = put(ObjectKind.SNAPSHOT, bytes(100));
    ObjectName kept = put(ObjectKind.SNAPSHOT, bytes(100));
    cache.memory().delete(gone);

    assertThat(listed(ObjectKind.SNAPSHOT)).containsOnlyKeys(kept);

    assertThat(cache.copyOf(gone)).doesNotExist();
    assertThat(cache.copyOf(kept)).exists();
  }

  @Test
  void a_listing_that_fails_forgets_nothing() throws IOException {
    ObjectName name = put(ObjectKind.SNAPSHOT, bytes(100));

    assertThatThrownBy(() ->
            store()
                .list(
                    ObjectKind.SNAPSHOT,
                    (_, _) -> {
                      throw new IOException("enough seen");
                    }))
        .isInstanceOf(IOException.class);

    assertThat(cache.copyOf(name)).exists();
  }

  @Test
  void threads_that_want_the_same_object_fetch_it_once() throws Exception {
    byte[] bytes = bytes(300_000);
    ObjectName name = cache.inStore(ObjectKind.PACK, bytes);
    CountDownLatch start = new CountDownLatch(1);
    List<Callable<Boolean>> readers = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      int from = i * 1_000;
      readers.add(() -> {
        start.await();
        return Arrays.equals(
            store().read(name, from, 500), Arrays.copyOfRange(bytes, from, from + 500));
      });
    }

    assertThat(together(readers, start)).containsOnly(true);

    assertThat(cache.counted().reads()).isEqualTo(1);
  }

  @Test
  void a_directory_for_each_repository_and_nothing_outside() {
    for (String id : List.of("", "..", "../x", CacheFixture.ID.substring(1))) {
      assertThatThrownBy(() ->
              MetadataCache.at(
                  root, id, CacheFixture.ROOMY, InstantSource.system(), CacheListener.SILENT))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void backups_know_the_caches_for_what_they_are() throws IOException {
    put(ObjectKind.INDEX, bytes(10));

    assertThat(root.resolve("CACHEDIR.TAG"))
        .content()
        .startsWith("Signature: 8a477f597d28d172789f06886806bc55");
  }
}
