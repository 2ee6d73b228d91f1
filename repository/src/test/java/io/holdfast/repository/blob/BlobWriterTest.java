package io.holdfast.repository.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.codec.CompressionLevel;
import io.holdfast.repository.crypto.AuthenticatedCipher;
import io.holdfast.repository.crypto.MasterKey;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.index.BlobIndex;
import io.holdfast.repository.index.IndexFile;
import io.holdfast.repository.index.IndexedPack;
import io.holdfast.repository.object.DamagedObjectException;
import io.holdfast.repository.object.SealedObjects;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.pack.PackEntry;
import io.holdfast.repository.pack.PackHeader;
import io.holdfast.repository.store.FlakyObjectStore;
import io.holdfast.repository.store.FlickeringObjectStore;
import io.holdfast.repository.store.ForwardingObjectStore;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.repository.task.Tasks;
import io.holdfast.testkit.fact.Fact;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class BlobWriterTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final BlobWriter.Settings SMALL = new BlobWriter.Settings(4L << 20, 2);

  private final MemoryObjectStore store = new MemoryObjectStore();
  private final MasterKey key = MasterKey.generate(RANDOM);
  private final SealedObjects objects = new SealedObjects(store, key, RANDOM);
  private final BlobIndex index = new BlobIndex();

  private BlobWriter writer() {
    return new BlobWriter(store, objects, index, SMALL, () -> {});
  }

  private BlobCodec codec() {
    return new BlobCodec(key, RANDOM, CompressionLevel.FASTEST, new LargeWorkspaces());
  }

  @Test
  @Fact({"F12", "F13"})
  void packs_hold_one_type_and_nothing_that_header_and_index_do_not_name() throws IOException {
    try (BlobWriter writer = writer();
        BlobCodec codec = codec()) {
      for (int i = 0; i < 40; i++) {
        save(writer, codec, BlobType.DATA, noise(i, 400_000));
        save(writer, codec, BlobType.TREE, noise(100 + i, 2_000));
      }
      writer.flush(codec);
    }

    List<IndexedPack> indexed = indexedPacks();
    assertThat(indexed).hasSizeGreaterThan(3);
    Set<PackId> stored = new HashSet<>();
    store.list(ObjectKind.PACK, (name, _) -> stored.add(new PackId(name.hash())));
    assertThat(indexed).extracting(IndexedPack::id).containsExactlyInAnyOrderElementsOf(stored);
    for (IndexedPack pack : indexed) {
      assertThat(pack.blobs())
          .extracting(PackEntry::type)
          .containsOnly(pack.blobs().getFirst().type());
      assertThat(header(pack.id())).isEqualTo(pack.blobs());
    }
  }

  @Test
  void a_large_blob_does_not_make_a_pack_much_longer_than_it_should_be() throws IOException {
    try (BlobWriter writer = writer();
        BlobCodec codec = codec()) {
      for (int i = 0; i < 12; i++) {
        save(writer, codec, BlobType.DATA, noise(i, 3_000_000));
        save(writer, codec, BlobType.DATA, noise(100 + i, 800_000));
      }
      save(writer, codec, BlobType.DATA, noise(200, 6_000_000));
      writer.flush(codec);
    }

    assertThat(indexedPacks())
        .hasSizeGreaterThan(8)
        .allSatisfy(pack ->
            assertThat(pack.blobs().size() == 1 ? 0 : PackHeader.packSize(pack.blobs()))
                .isLessThan(SMALL.packSize() * 9 / 8 + 1_000));
  }

  @Test
  void packs_stay_whole_when_whoever_waits_for_the_store_is_interrupted() throws Exception {
    CountDownLatch answering = new CountDownLatch(1);
    BlockingObjectStore slow = new BlockingObjectStore(store, answering);
    try (BlobWriter writer = new BlobWriter(slow, objects, index, SMALL, () -> {});
        BlobCodec codec = codec()) {
      Thread saver =
          Thread.ofPlatform()
              .start(() -> {
                try (BlobCodec own = codec()) {
                  for (int i = 0; true; i++) {
                    save(writer, own, BlobType.DATA, noise(i, 400_000));
                  }
                } catch (IOException interrupted) {
                  assertThat(interrupted).isInstanceOf(InterruptedIOException.class);
                }
              });
      while (slow.waiting() < SMALL.uploads() || saver.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }

      saver.interrupt();
      saver.join();
      answering.countDown(); // before the next blob, for it may fill the other open pack
      save(writer, codec, BlobType.DATA, noise(-1, 400_000));
      writer.flush(codec);
    }

    List<IndexedPack> indexed = indexedPacks();
    assertThat(indexed).hasSizeGreaterThanOrEqualTo(SMALL.uploads());
    for (IndexedPack pack : indexed) {
      assertThat(header(pack.id())).isEqualTo(pack.blobs());
    }
  }

  /** Answers no put of a pack before it may. */
  private static final class BlockingObjectStore extends ForwardingObjectStore {
    private final CountDownLatch answering;
    private final AtomicInteger waiting = new AtomicInteger();

    BlockingObjectStore(ObjectStore store, CountDownLatch answering) {
      super(store);
      this.answering = answering;
    }

    int waiting() {
      return waiting.get();
    }

    @Override
    public void put(ObjectName name, ObjectContent content) throws IOException {
      waiting.incrementAndGet();
      try {
        answering.await();
      } catch (InterruptedException interrupted) {
        throw new InterruptedIOException();
      }
      super.put(name, content);
    }
  }

  private List<PackEntry> header(PackId id) throws IOException {
    ObjectName name = ObjectName.of(ObjectKind.PACK, id.hash());
    int size = (int) store.size(name);
    byte[] pack = store.read(name, 0, size);
    int sealed = PackHeader.sealedLength(pack, size);
    byte[] header =
        Arrays.copyOfRange(
            pack, size - PackHeader.TRAILER_BYTES - sealed, size - PackHeader.TRAILER_BYTES);
    try (AuthenticatedCipher cipher = new AuthenticatedCipher(key, RANDOM)) {
      return PackHeader.decode(cipher.open(header), size);
    }
  }

  private List<IndexedPack> indexedPacks() throws IOException {
    List<IndexedPack> packs = new ArrayList<>();
    store.list(ObjectKind.INDEX, (name, _) -> packs.addAll(IndexFile.decode(objects.load(name))));
    return packs;
  }

  @Test
  void many_threads_store_a_blob_once() throws IOException {
    AtomicInteger fresh = new AtomicInteger();
    try (BlobWriter writer = writer();
        Tasks tasks = Tasks.computing("save", 4, 4)) {
      for (int thread = 0; thread < 4; thread++) {
        tasks.submit(() -> {
          try (BlobCodec codec = codec()) {
            for (int i = 0; i < 300; i++) {
              if (save(writer, codec, BlobType.DATA, noise(i, 3000)).isNew()) {
                fresh.incrementAndGet();
              }
            }
          }
        });
      }
      tasks.join();
      try (BlobCodec codec = codec()) {
        writer.flush(codec);
      }
    }

    assertThat(fresh).hasValue(300);
    assertThat(index.blobCount()).isEqualTo(300);
  }

  @Test
  void a_blob_of_the_same_bytes_is_another_one_as_a_tree() throws IOException {
    byte[] bytes = noise(1, 100);
    try (BlobWriter writer = writer();
        BlobCodec codec = codec()) {
      assertThat(save(writer, codec, BlobType.DATA, bytes).isNew()).isTrue();
      assertThat(save(writer, codec, BlobType.TREE, bytes).isNew()).isTrue();
      assertThat(save(writer, codec, BlobType.DATA, bytes).isNew()).isFalse();
      writer.flush(codec);

      BlobReader reader = new BlobReader(store, index);
      assertThat(reader.load(BlobType.DATA, id(bytes), codec)).isEqualTo(bytes);
      assertThat(reader.load(BlobType.TREE, id(bytes), codec)).isEqualTo(bytes);
    }
  }

  @Test
  void a_blob_that_changed_on_its_way_is_read_once_more() throws IOException {
    byte[] bytes = noise(1, 100);
    try (BlobWriter writer = writer();
        BlobCodec codec = codec()) {
      save(writer, codec, BlobType.DATA, bytes);
      writer.flush(codec);

      BlobReader reader = new BlobReader(new FlickeringObjectStore(store), index);
      assertThat(reader.load(BlobType.DATA, id(bytes), codec)).isEqualTo(bytes);
    }
  }

  @Test
  @Fact("F38")
  void a_pack_that_the_store_does_not_take_is_in_no_index() throws IOException {
    ObjectStore failing = new FlakyObjectStore(store, new Random(1), 1);
    try (BlobWriter writer = new BlobWriter(failing, objects, index, SMALL, () -> {});
        BlobCodec codec = codec()) {
      save(writer, codec, BlobType.DATA, noise(1, 100));

      assertThatThrownBy(() -> writer.flush(codec)).hasMessageContaining("connection");
    }

    assertThat(index.blobCount()).isZero();
    assertThat(indexedPacks()).isEmpty();
  }

  @Test
  @Fact("F21")
  void nothing_is_indexed_once_the_lock_is_lost() throws IOException {
    IOException lost = new IOException("the lock is lost");
    try (BlobWriter writer =
            new BlobWriter(
                store,
                objects,
                index,
                SMALL,
                () -> {
                  throw lost;
                });
        BlobCodec codec = codec()) {
      save(writer, codec, BlobType.DATA, noise(1, 100));

      assertThatThrownBy(() -> writer.flush(codec)).isSameAs(lost);
    }

    assertThat(indexedPacks()).isEmpty();
  }

  @Test
  void a_damaged_copy_is_passed_over_for_a_sound_one_and_named_when_there_is_none()
      throws IOException {
    byte[] bytes = noise(1, 1000);
    List<ObjectName> packs = new ArrayList<>();
    for (int copy = 0; copy < 2; copy++) {
      try (BlobWriter writer = new BlobWriter(store, objects, new BlobIndex(), SMALL, () -> {});
          BlobCodec codec = codec()) {
        save(writer, codec, BlobType.DATA, bytes);
        writer.flush(codec);
      }
    }
    indexedPacks().forEach(index::add);
    index.forEachPack((id, _) -> packs.add(ObjectName.of(ObjectKind.PACK, id.hash())));
    BlobReader reader = new BlobReader(store, index);
    try (BlobCodec codec = codec()) {
      damage(packs.getFirst());
      assertThat(reader.load(BlobType.DATA, id(bytes), codec)).isEqualTo(bytes);

      damage(packs.getLast());
      assertThatThrownBy(() -> reader.load(BlobType.DATA, id(bytes), codec))
          .isInstanceOf(DamagedObjectException.class)
          .hasMessageContaining(packs.getFirst().path())
          .hasMessageContaining(id(bytes).toString())
          .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    }
  }

  private void damage(ObjectName name) throws IOException {
    byte[] bytes = store.read(name, 0, (int) store.size(name));
    bytes[20] ^= 1;
    store.delete(name);
    store.put(name, ObjectContent.of(bytes));
  }

  private static BlobWriter.Saved save(
      BlobWriter writer, BlobCodec codec, BlobType type, byte[] bytes) throws IOException {
    return writer.save(type, id(bytes), bytes, 0, bytes.length, codec);
  }

  private static BlobId id(byte[] bytes) {
    return new BlobId(Sha256.of(bytes));
  }

  private static byte[] noise(long seed, int length) {
    byte[] noise = new byte[length];
    new Random(seed).nextBytes(noise);
    return noise;
  }
}
