package io.holdfast.repository.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.id.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every {@link ObjectStore} must do, and every decorator around one.
 *
 * <p>To test a store, extend this class and say how to open it.
 */
public abstract class ObjectStoreContract extends ConcurrentObjectStoreContract {
  @ParameterizedTest
  @EnumSource(ObjectKind.class)
  void returns_what_was_stored(ObjectKind kind) throws IOException {
    byte[] bytes = bytes(1_234);
    ObjectName name = name(kind, bytes);

    store.put(name, ObjectContent.of(bytes));

    assertThat(store.size(name)).isEqualTo(1_234);
    assertThat(store.read(name, 0, 1_234)).isEqualTo(bytes);
    assertThat(listed(kind)).isEqualTo(Map.of(name, 1_234L));
  }

  @Test
  void a_new_store_lists_nothing() throws IOException {
    for (ObjectKind kind : ObjectKind.values()) {
      assertThat(listed(kind)).isEmpty();
    }
  }

  @Test
  void other_programs_see_what_was_stored() throws IOException {
    ObjectName name = put(ObjectKind.KEY, bytes(300));

    try (ObjectStore other = open()) {
      assertThat(other.size(name)).isEqualTo(300);
    }
  }

  @Test
  void reads_any_range() throws IOException {
    byte[] bytes = bytes(100_000);
    ObjectName name = put(ObjectKind.PACK, bytes);

    for (int i = 0; i < 30; i++) {
      int from = random.nextInt(bytes.length);
      int length = 1 + random.nextInt(bytes.length - from);
      assertThat(store.read(name, from, length))
          .isEqualTo(Arrays.copyOfRange(bytes, from, from + length));
    }
    assertThat(store.read(name, 99_999, 1)).isEqualTo(new byte[] {bytes[99_999]});
    assertThat(store.read(name, 7, 0)).isEmpty();
    assertThat(store.read(name, 100_000, 0)).isEmpty();
  }

  @Test
  void refuses_a_range_past_the_end() throws IOException {
    ObjectName name = put(ObjectKind.PACK, bytes(1_000));

    assertThatThrownBy(() -> store.read(name, 0, 1_001))
        .isInstanceOf(TruncatedObjectException.class)
        .hasMessageContaining(name.path());
    assertThatThrownBy(() -> store.read(name, 999, 2)).isInstanceOf(TruncatedObjectException.class);
    assertThatThrownBy(() -> store.read(name, 1_000, 1))
        .isInstanceOf(TruncatedObjectException.class);
    assertThatThrownBy(() -> store.read(name, 1L << 40, 1))
        .isInstanceOf(TruncatedObjectException.class);
    assertThatThrownBy(() -> store.read(name, 1_001, 0))
        .isInstanceOf(TruncatedObjectException.class);
  }

  @Test
  void allocates_nothing_for_a_length_that_the_object_does_not_have() throws IOException {
    ObjectName name = put(ObjectKind.PACK, bytes(10));

    assertThatThrownBy(() -> store.read(name, 0, Integer.MAX_VALUE - 8))
        .isInstanceOf(TruncatedObjectException.class);
  }

  @Test
  void refuses_ranges_that_are_none() throws IOException {
    ObjectName name = put(ObjectKind.PACK, bytes(10));

    assertThatThrownBy(() -> store.read(name, -1, 2)).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> store.read(name, 1, -2)).isInstanceOf(RuntimeException.class);
  }

  @ParameterizedTest
  @EnumSource(ObjectKind.class)
  void says_that_an_object_is_missing(ObjectKind kind) {
    ObjectName name = name(kind, bytes(99));

    assertThatThrownBy(() -> store.size(name))
        .isInstanceOf(NoSuchObjectException.class)
        .hasMessageContaining(name.path())
        .hasMessageContaining(store.location());
    assertThatThrownBy(() -> store.read(name, 0, 1)).isInstanceOf(NoSuchObjectException.class);
    assertThatThrownBy(() -> store.read(name, 0, 0)).isInstanceOf(NoSuchObjectException.class);
    assertThatThrownBy(() -> store.read(name, 5, 10)).isInstanceOf(NoSuchObjectException.class);
  }

  @Test
  void stores_an_empty_object() throws IOException {
    ObjectName name = put(ObjectKind.LOCK, new byte[0]);

    assertThat(store.size(name)).isZero();
    assertThat(store.read(name, 0, 0)).isEmpty();
    assertThat(listed(ObjectKind.LOCK)).containsEntry(name, 0L);
    assertThatThrownBy(() -> store.read(name, 0, 1)).isInstanceOf(TruncatedObjectException.class);
  }

  @Test
  void stores_a_large_object_that_comes_in_pieces() throws IOException {
    byte[] bytes = bytes(9_000_011);
    List<ByteBuffer> pieces = new ArrayList<>();
    for (int from = 0; from < bytes.length; ) {
      int length = Math.min(bytes.length - from, random.nextInt(3_000_000));
      pieces.add(ByteBuffer.wrap(bytes, from, length));
      from += length;
    }
    ObjectName name = name(ObjectKind.PACK, bytes);
    ObjectContent content = new ObjectContent(pieces, Sha256.of(bytes));

    store.put(name, content);

    assertThat(store.size(name)).isEqualTo(9_000_011);
    assertThat(store.read(name, 0, bytes.length)).isEqualTo(bytes);
    assertThat(content.size()).as("the content can be stored once more").isEqualTo(bytes.length);
  }

  @Test
  void stores_the_same_bytes_again() throws IOException {
    byte[] bytes = bytes(5_000);
    ObjectName name = put(ObjectKind.PACK, bytes);

    store.put(name, ObjectContent.of(bytes));

    assertThat(store.read(name, 0, 5_000)).isEqualTo(bytes);
    assertThat(listed(ObjectKind.PACK)).hasSize(1);
  }

  @Test
  void heals_a_damaged_object_when_its_bytes_are_stored_again() throws Exception {
    byte[] bytes = bytes(5_000);
    ObjectName name = name(ObjectKind.PACK, bytes);
    plant(name.path(), bytes(400));

    store.put(name, ObjectContent.of(bytes));

    assertThat(store.size(name)).isEqualTo(5_000);
    assertThat(store.read(name, 0, 5_000)).isEqualTo(bytes);
  }

  @Test
  void never_replaces_the_config() throws IOException {
    byte[] first = bytes(155);
    byte[] second = bytes(155);
    store.put(ObjectName.CONFIG, ObjectContent.of(first));

    assertThatThrownBy(() -> store.put(ObjectName.CONFIG, ObjectContent.of(second)))
        .isInstanceOf(AlreadyExistsException.class)
        .hasMessageContaining("config");
    assertThatThrownBy(() -> store.put(ObjectName.CONFIG, ObjectContent.of(first)))
        .isInstanceOf(AlreadyExistsException.class);
    assertThat(store.read(ObjectName.CONFIG, 0, 155)).isEqualTo(first);
    assertThat(listed(ObjectKind.CONFIG)).isEqualTo(Map.of(ObjectName.CONFIG, 155L));
  }

  @Test
  void of_writers_that_race_for_the_config_one_wins() throws Exception {
    List<byte[]> configs = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      configs.add(bytes(2_000));
    }
    CountDownLatch start = new CountDownLatch(1);

    List<Callable<Boolean>> writers = new ArrayList<>();
    for (byte[] config : configs) {
      writers.add(() -> {
        try (ObjectStore mine = open()) {
          start.await();
          mine.put(ObjectName.CONFIG, ObjectContent.of(config));
          return true;
        } catch (AlreadyExistsException e) {
          return false;
        } catch (IOException e) {
          assertThat(decidesRaces()).as("a winner and losers, but no failure: %s", e).isFalse();
          return false;
        }
      });
    }
    List<Boolean> won = together(writers, start);

    byte[] stored = store().read(ObjectName.CONFIG, 0, 2_000);
    if (decidesRaces()) {
      assertThat(won).filteredOn(w -> w).hasSize(1);
      assertThat(stored).isEqualTo(configs.get(won.indexOf(true)));
    } else {
      assertThat(configs).as("one of them, whole").contains(stored);
    }
  }

  @ParameterizedTest
  @EnumSource(ObjectKind.class)
  void deletes_an_object_and_no_other(ObjectKind kind) throws IOException {
    ObjectName name = put(kind, bytes(64));
    ObjectName neighbour = put(ObjectKind.SNAPSHOT, bytes(65));

    store.delete(name);

    assertThat(listed(kind)).doesNotContainKey(name);
    assertThatThrownBy(() -> store.size(name)).isInstanceOf(NoSuchObjectException.class);
    assertThat(store.size(neighbour)).isEqualTo(65);
  }

  @Test
  void deleting_what_is_not_there_does_nothing() throws IOException {
    store.delete(name(ObjectKind.PACK, bytes(3)));
    store.delete(ObjectName.CONFIG);

    assertThat(listed(ObjectKind.PACK)).isEmpty();
  }

  @Test
  void lists_each_kind_by_itself() throws IOException {
    Map<ObjectKind, Map<ObjectName, Long>> expected = new TreeMap<>();
    for (ObjectKind kind : ObjectKind.values()) {
      Map<ObjectName, Long> objects = new TreeMap<>();
      for (int i = 0; i < (kind == ObjectKind.CONFIG ? 1 : 5); i++) {
        objects.put(put(kind, bytes(10 + i)), 10L + i);
      }
      expected.put(kind, objects);
    }

    for (ObjectKind kind : ObjectKind.values()) {
      assertThat(listed(kind)).isEqualTo(expected.get(kind));
    }
  }

  @Test
  void lists_many_objects() throws Exception {
    TreeSet<ObjectName> expected = new TreeSet<>();
    for (int i = 0; i < manyObjects(); i++) {
      byte[] bytes = bytes(20);
      ObjectName name = name(ObjectKind.PACK, bytes);
      plant(name.path(), bytes);
      expected.add(name);
    }

    assertThat(listed(ObjectKind.PACK).keySet()).isEqualTo(expected);
  }

  @Test
  void tells_foreign_files_from_objects() throws Exception {
    ObjectName object = put(ObjectKind.PACK, bytes(70));
    String misplaced = "data/00/ff" + object.name().substring(2);
    List<String> foreign =
        List.of("data/ab/notes.txt", misplaced, "data/00/" + "ABCDEF12".repeat(8));
    for (String path : foreign) {
      plant(path, bytes(11));
    }
    plant("index/lost+found.txt", bytes(12));

    Map<String, Long> found = new TreeMap<>();
    Map<ObjectName, Long> objects = new TreeMap<>();
    for (ObjectKind kind : List.of(ObjectKind.PACK, ObjectKind.INDEX)) {
      list(kind, objects, found);
    }

    if (showsForeignFiles()) {
      assertThat(objects).isEqualTo(Map.of(object, 70L));
      assertThat(found)
          .containsOnlyKeys(foreign.get(0), foreign.get(1), foreign.get(2), "index/lost+found.txt");
    } else {
      assertThat(objects).containsEntry(object, 70L);
    }
  }

  @Test
  void a_listing_ends_when_its_reader_fails() throws IOException {
    put(ObjectKind.INDEX, bytes(1));
    put(ObjectKind.INDEX, bytes(1));

    assertThatThrownBy(() ->
            store.list(
                ObjectKind.INDEX,
                (name, size) -> {
                  throw new IOException("enough seen");
                }))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("enough seen");
  }

  @Test
  void creating_it_again_keeps_what_is_stored() throws IOException {
    ObjectName name = put(ObjectKind.SNAPSHOT, bytes(200));

    store.create();

    assertThat(store.size(name)).isEqualTo(200);
  }

  @Test
  void sweeping_takes_no_object() throws IOException {
    ObjectName pack = put(ObjectKind.PACK, bytes(200));
    put(ObjectKind.CONFIG, bytes(155));

    assertThat(store.sweep(store.clock().plus(Duration.ofDays(2)))).isZero();

    assertThat(store.size(pack)).isEqualTo(200);
    assertThat(store.size(ObjectName.CONFIG)).isEqualTo(155);
  }

  @Test
  void knows_the_time() throws IOException {
    Instant time = store.clock();

    Duration off = Duration.between(time, Instant.now()).abs();
    assertThat(off).as("on one machine the clocks agree").isLessThan(Duration.ofMinutes(5));
  }
}
