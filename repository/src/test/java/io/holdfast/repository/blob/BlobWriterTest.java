package io.holdfast.repository.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.id.PackId;
import io.holdfast.repository.index.IndexedPack;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.pack.PackEntry;
import io.holdfast.repository.pack.PackHeader;
import io.holdfast.repository.store.FlakyObjectStore;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.repository.task.Tasks;
import io.holdfast.testkit.fact.Fact;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class BlobWriterTest {
  /** What a prune does not call small. */
  private static final long WELL_FILLED = BlobFixture.SMALL.packSize() / 5 * 4;

  private final BlobFixture blobs = new BlobFixture();

  @Test
  @Fact({"F12", "F13"})
  void packs_hold_one_type_and_nothing_that_header_and_index_do_not_name() throws IOException {
    try (BlobWriter writer = blobs.writer();
        BlobCodec codec = blobs.codec()) {
      for (int i = 0; i < 40; i++) {
        BlobFixture.save(writer, codec, BlobType.DATA, BlobFixture.noise(i, 400_000));
        BlobFixture.save(writer, codec, BlobType.TREE, BlobFixture.noise(100 + i, 2_000));
      }
      writer.flush(codec);
    }

    List<IndexedPack> indexed = blobs.indexedPacks();
    assertThat(indexed).hasSizeGreaterThan(3);
    Set<PackId> stored = new HashSet<>();
    blobs.store().list(ObjectKind.PACK, (name, _) -> stored.add(new PackId(name.hash())));
    assertThat(indexed).extracting(IndexedPack::id).containsExactlyInAnyOrderElementsOf(stored);
    for (IndexedPack pack : indexed) {
      assertThat(pack.blobs())
          .extracting(PackEntry::type)
          .containsOnly(pack.blobs().getFirst().type());
      assertThat(blobs.header(pack.id())).isEqualTo(pack.blobs());
    }
  }

  @Test
  void a_large_blob_does_not_make_a_pack_much_longer_than_it_should_be() throws IOException {
    try (BlobWriter writer = blobs.writer();
        BlobCodec codec = blobs.codec()) {
      for (int i = 0; i < 12; i++) {
        BlobFixture.save(writer, codec, BlobType.DATA, BlobFixture.noise(i, 3_000_000));
        BlobFixture.save(writer, codec, BlobType.DATA, BlobFixture.noise(100 + i, 800_000));
      }
      BlobFixture.save(writer, codec, BlobType.DATA, BlobFixture.noise(200, 6_000_000));
      writer.flush(codec);
    }

    assertThat(blobs.indexedPacks())
        .hasSizeGreaterThan(8)
        .allSatisfy(pack -> {
          long beforeLast = pack.blobs().getLast().offset();
          assertThat(beforeLast < WELL_FILLED ? 0 : PackHeader.packSize(pack.blobs()))
              .isLessThan(BlobFixture.SMALL.packSize() * 9 / 8 + 1_000);
        });
  }

  @Test
  void no_pack_is_small_but_the_last_ones() throws IOException {
    Random random = new Random(5);
    try (BlobWriter writer = blobs.writer();
        BlobCodec codec = blobs.codec()) {
      for (int i = 0; i < 40; i++) {
        int length = 100_000 + random.nextInt(4_000_000);
        BlobFixture.save(writer, codec, BlobType.DATA, BlobFixture.noise(i, length));
      }
      writer.flush(codec);
    }

    assertThat(blobs.indexedPacks())
        .hasSizeGreaterThan(10)
        .filteredOn(pack -> PackHeader.packSize(pack.blobs()) < WELL_FILLED)
        .hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void many_threads_store_a_blob_once() throws IOException {
    AtomicInteger fresh = new AtomicInteger();
    try (BlobWriter writer = blobs.writer();
        Tasks tasks = Tasks.computing("save", 4, 4)) {
      for (int thread = 0; thread < 4; thread++) {
        tasks.submit(() -> {
          try (BlobCodec codec = blobs.codec()) {
            for (int i = 0; i < 300; i++) {
              if (BlobFixture.save(writer, codec, BlobType.DATA, BlobFixture.noise(i, 3000))
                  .isNew()) {
                fresh.incrementAndGet();
              }
            }
          }
        });
      }
      tasks.join();
      try (BlobCodec codec = blobs.codec()) {
        writer.flush(codec);
      }
    }

    assertThat(fresh).hasValue(300);
    assertThat(blobs.index().blobCount()).isEqualTo(300);
  }

  @Test
  void a_blob_of_the_same_bytes_is_another_one_as_a_tree() throws IOException {
    byte[] bytes = BlobFixture.noise(1, 100);
    try (BlobWriter writer = blobs.writer();
        BlobCodec codec = blobs.codec()) {
      assertThat(BlobFixture.save(writer, codec, BlobType.DATA, bytes).isNew()).isTrue();
      assertThat(BlobFixture.save(writer, codec, BlobType.TREE, bytes).isNew()).isTrue();
      assertThat(BlobFixture.save(writer, codec, BlobType.DATA, bytes).isNew()).isFalse();
      writer.flush(codec);

      BlobReader reader = new BlobReader(blobs.store(), blobs.index());
      assertThat(reader.load(BlobType.DATA, BlobFixture.id(bytes), codec)).isEqualTo(bytes);
      assertThat(reader.load(BlobType.TREE, BlobFixture.id(bytes), codec)).isEqualTo(bytes);
    }
  }

  @Test
  @Fact("F38")
  void a_pack_that_the_store_does_not_take_is_in_no_index() throws IOException {
    ObjectStore failing = new FlakyObjectStore(blobs.store(), new Random(1), 1);
    try (BlobWriter writer = blobs.writer(failing);
        BlobCodec codec = blobs.codec()) {
      BlobFixture.save(writer, codec, BlobType.DATA, BlobFixture.noise(1, 100));

      assertThatThrownBy(() -> writer.flush(codec)).hasMessageContaining("connection");
    }

    assertThat(blobs.index().blobCount()).isZero();
    assertThat(blobs.indexedPacks()).isEmpty();
  }

  @Test
  @Fact("F21")
  void nothing_is_indexed_once_the_lock_is_lost() throws IOException {
    IOException lost = new IOException("the lock is lost");
    try (BlobWriter writer =
            new BlobWriter(
                blobs.store(),
                blobs.objects(),
                blobs.index(),
                BlobFixture.SMALL,
                () -> {
                  throw lost;
                });
        BlobCodec codec = blobs.codec()) {
      BlobFixture.save(writer, codec, BlobType.DATA, BlobFixture.noise(1, 100));

      assertThatThrownBy(() -> writer.flush(codec)).isSameAs(lost);
    }

    assertThat(blobs.indexedPacks()).isEmpty();
  }
}
