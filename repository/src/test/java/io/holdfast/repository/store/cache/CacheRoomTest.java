package io.holdfast.repository.store.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much a cache keeps. */
final class CacheRoomTest {
  @TempDir private Path root;
  private final CacheFixture cache = new CacheFixture(() -> root);

  @Test
  void what_was_not_used_for_longest_makes_room() throws IOException {
    ObjectStore small = cache.caching(10_000).near();
    Instant start = Instant.now().minusSeconds(1_000);
    List<ObjectName> names = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      byte[] bytes = CacheFixture.bytes(1_000);
      ObjectName name = CacheFixture.name(ObjectKind.PACK, bytes);
      small.put(name, ObjectContent.of(bytes));
      Files.setLastModifiedTime(cache.copyOf(name), FileTime.from(start.plusSeconds(i)));
      names.add(name);
    }
    ObjectStore later = cache.caching(10_000).near();
    later.read(names.getFirst(), 0, 10); // used again, and so the newest

    for (int i = 0; i < 2; i++) {
      byte[] bytes = CacheFixture.bytes(1_000);
      later.put(CacheFixture.name(ObjectKind.PACK, bytes), ObjectContent.of(bytes));
    }

    assertThat(cache.copyOf(names.getFirst())).exists();
    assertThat(cache.copyOf(names.get(1))).doesNotExist();
    assertThat(sizeOfAll()).isLessThanOrEqualTo(10_000);
  }

  @Test
  void keeps_nothing_that_would_take_most_of_the_room() throws IOException {
    ObjectStore small = cache.caching(10_000).near();
    byte[] bytes = CacheFixture.bytes(8_000);
    ObjectName name = cache.inStore(ObjectKind.PACK, bytes);

    assertThat(small.read(name, 5, 10)).isEqualTo(Arrays.copyOfRange(bytes, 5, 15));

    assertThat(sizeOfAll()).isZero();
    assertThat(cache.counted().bytes()).as("not the whole object in vain").isEqualTo(10);
  }

  @Test
  void removes_what_a_killed_writer_left_a_day_ago() throws IOException {
    ObjectName name = cache.put(ObjectKind.PACK, CacheFixture.bytes(100));
    Path old = cache.copyOf(name).resolveSibling(name.name() + "-1a2b.new");
    Path fresh = cache.copyOf(name).resolveSibling(name.name() + "-3c4d.new");
    Files.write(old, CacheFixture.bytes(50));
    Files.write(fresh, CacheFixture.bytes(50));
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(90_000)));

    byte[] bytes = CacheFixture.bytes(100);
    cache.open().put(CacheFixture.name(ObjectKind.PACK, bytes), ObjectContent.of(bytes));

    assertThat(old).doesNotExist();
    assertThat(fresh).exists();
  }

  @Test
  void what_another_program_is_writing_does_not_make_room() throws IOException {
    Path growing = unfinished(60);
    Path left = unfinished(3_600);

    ObjectStore later = cache.caching(10_000).near();
    for (int i = 0; i < 12; i++) {
      byte[] bytes = CacheFixture.bytes(1_000);
      later.put(CacheFixture.name(ObjectKind.PACK, bytes), ObjectContent.of(bytes));
    }

    assertThat(growing).exists();
    assertThat(left).as("of a writer that was killed an hour ago").doesNotExist();
    assertThat(sizeOfAll()).isLessThanOrEqualTo(10_000);
  }

  /** What a program began to write, and has not written to for so many seconds. */
  private Path unfinished(long seconds) throws IOException {
    ObjectName name = cache.put(ObjectKind.PACK, CacheFixture.bytes(1_000));
    Path file = cache.copyOf(name).resolveSibling(name.name() + "-1a2b.new");
    Files.write(file, CacheFixture.bytes(1_000));
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(seconds)));
    return file;
  }

  private long sizeOfAll() throws IOException {
    Path directory = root.resolve(CacheFixture.ID);
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
