package io.holdfast.repository.store.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.repository.store.ObjectStoreContract;
import io.holdfast.repository.store.TruncatedObjectException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract on the near view, and what the contract cannot see. */
final class CachingObjectStoreTest extends ObjectStoreContract {
  private static final String ID = "c0ffee00".repeat(8);
  private static final long ROOMY = 1L << 30;

  @TempDir private Path root;
  private final MemoryObjectStore memory = new MemoryObjectStore();
  private final CountingObjectStore counted = new CountingObjectStore(memory);
  private final List<IOException> warnings = new ArrayList<>();

  @Override
  protected ObjectStore open() {
    return caching(ROOMY).near();
  }

  private CachingObjectStore caching(long mostBytes) {
    CachingObjectStore caching = new CachingObjectStore(counted);
    caching.keepIn(cache(root, mostBytes));
    return caching;
  }

  private MetadataCache cache(Path directory, long mostBytes) {
    return MetadataCache.at(
        directory,
        ID,
        mostBytes,
        InstantSource.system(),
        (_, failure) -> {
          synchronized (warnings) {
            warnings.add(failure);
          }
        });
  }

  @Override
  protected void plant(String path, byte[] bytes) {
    memory.plant(path, bytes);
  }

  private ObjectName inStore(ObjectKind kind, byte[] bytes) throws IOException {
    ObjectName name = name(kind, bytes);
    memory.put(name, ObjectContent.of(bytes));
    return name;
  }

  private Path copyOf(ObjectName name) {
    return root.resolve(ID)
        .resolve(name.kind().folder())
        .resolve(name.name().substring(0, 2))
        .resolve(name.name());
  }

  @ParameterizedTest
  @EnumSource(
      value = ObjectKind.class,
      names = {"INDEX", "SNAPSHOT", "PACK"})
  void reads_an_object_from_the_store_once(ObjectKind kind) throws IOException {
    byte[] bytes = bytes(40_000);
    ObjectName name = inStore(kind, bytes);

    for (int i = 0; i < 5; i++) {
      ObjectStore view = open(); // another program, each time
      assertThat(view.size(name)).isEqualTo(40_000);
      assertThat(view.read(name, 1_000L * i, 777))
          .isEqualTo(Arrays.copyOfRange(bytes, 1_000 * i, 1_000 * i + 777));
      assertThat(view.read(name, 0, 40_000)).isEqualTo(bytes);
    }

    assertThat(counted.reads()).isEqualTo(1);
    assertThat(copyOf(name)).hasBinaryContent(bytes);
  }

  @Test
  void what_was_put_through_the_view_is_never_read_from_the_store() throws IOException {
    byte[] bytes = bytes(3_000);
    ObjectName name = put(ObjectKind.PACK, bytes);

    assertThat(open().read(name, 100, 50)).isEqualTo(Arrays.copyOfRange(bytes, 100, 150));

    assertThat(counted.reads()).isZero();
  }

  @Test
  void keeps_nothing_of_what_goes_past_the_view() throws IOException {
    CachingObjectStore caching = caching(ROOMY);
    byte[] bytes = bytes(3_000);
    ObjectName name = name(ObjectKind.PACK, bytes);

    caching.put(name, ObjectContent.of(bytes));
    caching.read(name, 0, 3_000);

    assertThat(copyOf(name)).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource(
      value = ObjectKind.class,
      names = {"CONFIG", "KEY", "LOCK"})
  void keeps_neither_config_nor_keys_nor_locks(ObjectKind kind) throws IOException {
    ObjectName name = put(kind, bytes(500));

    store().read(name, 0, 500);
    store().read(name, 0, 500);

    assertThat(counted.reads()).isEqualTo(2);
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void a_damaged_copy_is_dropped_and_fetched_again() throws IOException {
    byte[] bytes = bytes(5_000);
    ObjectName name = put(ObjectKind.PACK, bytes);
    List<byte[]> damages = new ArrayList<>();
    byte[] flipped = bytes.clone();
    flipped[4_999] ^= 1;
    damages.add(flipped);
    damages.add(Arrays.copyOf(bytes, 4_000));
    damages.add(Arrays.copyOf(bytes, 6_000));
    damages.add(new byte[0]);

    for (byte[] damage : damages) {
      Files.write(copyOf(name), damage);

      assertThat(open().read(name, 0, 10)).isEqualTo(Arrays.copyOf(bytes, 10));
      assertThat(copyOf(name)).hasBinaryContent(bytes);
    }

    assertThat(counted.reads()).isEqualTo(damages.size());
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void what_the_cache_did_not_write_is_no_copy() throws Exception {
    byte[] bytes = bytes(5_000);
    ObjectName name = put(ObjectKind.PACK, bytes);
    Path copy = copyOf(name);
    Path elsewhere = Files.write(root.resolve("elsewhere"), bytes);

    for (String thing : List.of("ln -s " + elsewhere, "mkfifo", "mkdir", "truncate -s 900M")) {
      Files.delete(copy);
      String made = thing + " " + copy;
      assertThat(new ProcessBuilder("sh", "-c", made).inheritIO().start().waitFor()).isZero();

      assertThat(open().read(name, 0, 5_000)).isEqualTo(bytes);
    }

    assertThat(counted.reads()).isEqualTo(4);
    assertThat(elsewhere).hasBinaryContent(bytes);
  }

  @Test
  void a_cache_that_cannot_be_listed_is_done_without() throws IOException {
    byte[] bytes = bytes(500);
    ObjectName name = put(ObjectKind.SNAPSHOT, bytes);
    Path kind = root.resolve(ID).resolve(ObjectKind.SNAPSHOT.folder());
    Files.move(kind, root.resolve("elsewhere"));
    Files.createSymbolicLink(kind, kind);
    List<ObjectName> listed = new ArrayList<>();

    ObjectStore store = open();
    store.list(ObjectKind.SNAPSHOT, (found, _) -> listed.add(found));

    assertThat(listed).containsExactly(name);
    assertThat(store.read(name, 0, 500)).isEqualTo(bytes);
    assertThat(warnings).hasSize(1);
  }

  @Test
  void a_copy_that_is_damaged_while_it_is_in_use_is_noticed() throws IOException {
    byte[] bytes = bytes(5_000);
    ObjectName name = put(ObjectKind.SNAPSHOT, bytes);
    assertThat(store().read(name, 0, 5_000)).isEqualTo(bytes);

    byte[] changed = bytes.clone();
    changed[17] ^= 64;
    Files.write(copyOf(name), changed);

    assertThat(store().read(name, 0, 5_000)).isEqualTo(bytes);
  }

  @Test
  void a_damaged_object_of_the_store_is_passed_on_and_not_kept() throws IOException {
    byte[] bytes = bytes(900);
    ObjectName name = name(ObjectKind.INDEX, bytes(900));
    memory.plant(name.path(), bytes);

    assertThat(store().read(name, 0, 900)).isEqualTo(bytes);

    assertThat(copyOf(name)).doesNotExist();
  }

  @Test
  void forgets_what_the_store_no_longer_lists() throws IOException {
    ObjectName gone = put(ObjectKind.SNAPSHOT, bytes(100));
    ObjectName kept = put(ObjectKind.SNAPSHOT, bytes(100));
    memory.delete(gone);

    assertThat(listed(ObjectKind.SNAPSHOT)).containsOnlyKeys(kept);

    assertThat(copyOf(gone)).doesNotExist();
    assertThat(copyOf(kept)).exists();
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

    assertThat(copyOf(name)).exists();
  }

  @Test
  void what_was_not_used_for_longest_makes_room() throws IOException {
    ObjectStore small = caching(10_000).near();
    Instant start = Instant.now().minusSeconds(1_000);
    List<ObjectName> names = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      byte[] bytes = bytes(1_000);
      ObjectName name = name(ObjectKind.PACK, bytes);
      small.put(name, ObjectContent.of(bytes));
      Files.setLastModifiedTime(copyOf(name), FileTime.from(start.plusSeconds(i)));
      names.add(name);
    }
    ObjectStore later = caching(10_000).near();
    later.read(names.getFirst(), 0, 10); // used again, and so the newest

    for (int i = 0; i < 2; i++) {
      byte[] bytes = bytes(1_000);
      later.put(name(ObjectKind.PACK, bytes), ObjectContent.of(bytes));
    }

    assertThat(copyOf(names.getFirst())).exists();
    assertThat(copyOf(names.get(1))).doesNotExist();
    assertThat(sizeOfAll()).isLessThanOrEqualTo(10_000);
  }

  @Test
  void keeps_nothing_that_would_take_most_of_the_room() throws IOException {
    ObjectStore small = caching(10_000).near();
    byte[] bytes = bytes(8_000);
    ObjectName name = inStore(ObjectKind.PACK, bytes);

    assertThat(small.read(name, 5, 10)).isEqualTo(Arrays.copyOfRange(bytes, 5, 15));

    assertThat(sizeOfAll()).isZero();
    assertThat(counted.bytes()).as("not the whole object in vain").isEqualTo(10);
  }

  @Test
  void removes_what_a_killed_writer_left_a_day_ago() throws IOException {
    ObjectName name = put(ObjectKind.PACK, bytes(100));
    Path old = copyOf(name).resolveSibling(name.name() + "-1a2b.new");
    Path fresh = copyOf(name).resolveSibling(name.name() + "-3c4d.new");
    Files.write(old, bytes(50));
    Files.write(fresh, bytes(50));
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(90_000)));

    byte[] bytes = bytes(100);
    open().put(name(ObjectKind.PACK, bytes), ObjectContent.of(bytes));

    assertThat(old).doesNotExist();
    assertThat(fresh).exists();
  }

  @Test
  void works_where_nothing_can_be_written_and_says_so_once() throws IOException {
    Path file = Files.write(root.resolve("file"), new byte[0]);
    CachingObjectStore caching = new CachingObjectStore(counted);
    caching.keepIn(cache(file.resolve("below"), ROOMY));
    byte[] bytes = bytes(5_000);
    ObjectName name = inStore(ObjectKind.PACK, bytes);

    for (int i = 0; i < 4; i++) {
      caching.near().put(name(ObjectKind.INDEX, bytes), ObjectContent.of(bytes));
      assertThat(caching.near().read(name, i, 9)).isEqualTo(Arrays.copyOfRange(bytes, i, i + 9));
    }

    assertThat(warnings).hasSize(1);
    assertThat(counted.bytes()).as("no whole object in vain").isEqualTo(4 * 9);
  }

  @Test
  void threads_that_want_the_same_object_fetch_it_once() throws Exception {
    byte[] bytes = bytes(300_000);
    ObjectName name = inStore(ObjectKind.PACK, bytes);
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

    assertThat(counted.reads()).isEqualTo(1);
  }

  @Test
  void a_copy_that_is_too_short_for_a_range_says_so_as_the_store_would() throws IOException {
    ObjectName name = put(ObjectKind.PACK, bytes(100));

    assertThatThrownBy(() -> store().read(name, 90, 11))
        .isInstanceOf(TruncatedObjectException.class);
  }

  @Test
  void a_directory_for_each_repository_and_nothing_outside() {
    for (String id : List.of("", "..", "../x", ID.substring(1))) {
      assertThatThrownBy(
              () -> MetadataCache.at(root, id, ROOMY, InstantSource.system(), CacheListener.SILENT))
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

  private long sizeOfAll() throws IOException {
    Path directory = root.resolve(ID);
    if (!Files.exists(directory)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      long size = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        size += Files.size(file);
      }
      return size;
    }
  }
}
