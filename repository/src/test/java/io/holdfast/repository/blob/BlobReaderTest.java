package io.holdfast.repository.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.index.BlobIndex;
import io.holdfast.repository.object.DamagedObjectException;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.store.FlickeringObjectStore;
import io.holdfast.repository.store.ForwardingObjectStore;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.repository.store.RefusedException;
import io.holdfast.repository.store.UnreadableObjectException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BlobReaderTest {
  private final BlobFixture blobs = new BlobFixture();

  @Test
  void a_blob_that_changed_on_its_way_is_read_once_more() throws IOException {
    byte[] bytes = BlobFixture.noise(1, 100);
    try (BlobWriter writer = blobs.writer();
        BlobCodec codec = blobs.codec()) {
      BlobFixture.save(writer, codec, BlobType.DATA, bytes);
      writer.flush(codec);

      BlobReader reader = new BlobReader(new FlickeringObjectStore(blobs.store()), blobs.index());
      assertThat(reader.load(BlobType.DATA, BlobFixture.id(bytes), codec)).isEqualTo(bytes);
    }
  }

  @Test
  void a_damaged_copy_is_passed_over_for_a_sound_one_and_named_when_there_is_none()
      throws IOException {
    byte[] bytes = BlobFixture.noise(1, 1000);
    List<ObjectName> packs = twice(bytes);
    BlobReader reader = new BlobReader(blobs.store(), blobs.index());
    try (BlobCodec codec = blobs.codec()) {
      damage(packs.getFirst());
      assertThat(reader.load(BlobType.DATA, BlobFixture.id(bytes), codec)).isEqualTo(bytes);

      damage(packs.getLast());
      assertThatThrownBy(() -> reader.load(BlobType.DATA, BlobFixture.id(bytes), codec))
          .isInstanceOf(DamagedObjectException.class)
          .hasMessageContaining(packs.getFirst().path())
          .hasMessageContaining(BlobFixture.id(bytes).toString())
          .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    }
  }

  @Test
  void trouble_of_the_store_with_one_copy_is_not_told_as_damage_of_another() throws IOException {
    byte[] bytes = BlobFixture.noise(1, 1000);
    List<ObjectName> packs = twice(bytes);
    damage(packs.getFirst());
    ObjectStore refusing =
        new ForwardingObjectStore(blobs.store()) {
          @Override
          public byte[] read(ObjectName name, long offset, int length) throws IOException {
            if (name.equals(packs.getLast())) {
              throw new RefusedException("not now");
            }
            return blobs.store().read(name, offset, length);
          }
        };

    try (BlobCodec codec = blobs.codec()) {
      BlobReader reader = new BlobReader(refusing, blobs.index());
      assertThatThrownBy(() -> reader.load(BlobType.DATA, BlobFixture.id(bytes), codec))
          .isInstanceOf(RefusedException.class)
          .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    }
  }

  @Test
  void a_copy_that_the_store_refuses_or_the_disk_lost_is_passed_over_for_a_sound_one()
      throws IOException {
    byte[] bytes = BlobFixture.noise(1, 1000);
    List<ObjectName> packs = twice(bytes);
    try (BlobCodec codec = blobs.codec()) {
      for (IOException failure :
          List.of(new RefusedException("in an archive"), lost(packs.getFirst()))) {
        ObjectStore lacking =
            new ForwardingObjectStore(blobs.store()) {
              @Override
              public byte[] read(ObjectName name, long offset, int length) throws IOException {
                if (name.equals(packs.getFirst())) {
                  throw failure;
                }
                return blobs.store().read(name, offset, length);
              }
            };

        assertThat(
                new BlobReader(lacking, blobs.index())
                    .load(BlobType.DATA, BlobFixture.id(bytes), codec))
            .isEqualTo(bytes);
      }
    }
  }

  private static IOException lost(ObjectName name) {
    return new UnreadableObjectException("here", name, new IOException("Input/output error"));
  }

  /** Stores a blob twice, as writers side by side do it; the packs that have it. */
  private List<ObjectName> twice(byte[] bytes) throws IOException {
    for (int copy = 0; copy < 2; copy++) {
      try (BlobWriter writer =
              new BlobWriter(
                  blobs.store(), blobs.objects(), new BlobIndex(), BlobFixture.SMALL, () -> {});
          BlobCodec codec = blobs.codec()) {
        BlobFixture.save(writer, codec, BlobType.DATA, bytes);
        writer.flush(codec);
      }
    }
    blobs.indexedPacks().forEach(blobs.index()::add);
    List<ObjectName> packs = new ArrayList<>();
    blobs.index().forEachPack((id, _) -> packs.add(ObjectName.of(ObjectKind.PACK, id.hash())));
    return packs;
  }

  private void damage(ObjectName name) throws IOException {
    byte[] bytes = blobs.store().read(name, 0, (int) blobs.store().size(name));
    bytes[20] ^= 1;
    blobs.store().delete(name);
    blobs.store().put(name, ObjectContent.of(bytes));
  }
}
