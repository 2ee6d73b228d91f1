package io.holdfast.repository.prune;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.Repository;
import io.holdfast.repository.SnapshotFixture;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.index.PackedBlob;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.store.FlickeringObjectStore;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.cache.CachingObjectStore;
import io.holdfast.repository.store.cache.MetadataCache;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which copy a prune keeps of what is stored several times. */
final class PruneCopiesTest {
  private static final PruneRequest TIGHT =
      PruneRequest.DEFAULT.withMaxUnused(new MaxUnused.Bytes(0));

  private final Workshop workshop = new Workshop();

  PruneCopiesTest() throws IOException {}

  /** What has become of a pack of files' content; one of directories is flipped always. */
  enum Loss {
    CUT,
    GONE,
    FLIPPED
  }

  @Test
  void keeps_one_copy_of_what_is_stored_twice() throws IOException {
    workshop.backup(1, 2, 3);
    workshop.storeOnceMore(TIGHT);

    assertThat(workshop.plan(TIGHT).figures().duplicates().blobs()).isEqualTo(5);
    workshop.run(TIGHT);

    workshop.requireSound();
    try (Repository repository = workshop.open()) {
      repository.loadIndex();
      assertThat(repository.index().hasCopies()).isFalse();
      assertThat(repository.index().blobCount()).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @EnumSource
  void of_two_copies_keeps_the_one_that_can_be_read(Loss loss) throws IOException {
    SnapshotId first = workshop.backup(1, 2, 3);
    MemoryObjectStore healthy = workshop.store().copy();
    List<ObjectName> packs = workshop.objects(ObjectKind.PACK);
    workshop.backup(4);
    workshop.storeOnceMore(TIGHT);
    for (ObjectName pack : packs) {
      byte[] bytes = healthy.read(pack, 0, (int) healthy.size(pack));
      if (workshop.isOfTrees(pack) || loss == Loss.FLIPPED) {
        bytes[40] ^= 1;
        workshop.store().plant(pack.path(), bytes);
      } else if (loss == Loss.GONE) {
        workshop.store().delete(pack);
      } else {
        workshop.store().plant(pack.path(), Arrays.copyOf(bytes, bytes.length - 1));
      }
    }

    workshop.run(TIGHT);

    workshop.requireSound();
    assertThat(workshop.snapshots()).contains(first);
    assertThat(workshop.objects(ObjectKind.PACK)).doesNotContainAnyElementsOf(packs);
  }

  @Test
  void packs_whose_content_was_stored_anew_do_not_count_as_vanished() throws IOException {
    for (int i = 0; i < 12; i++) {
      workshop.backup(i);
    }
    List<ObjectName> packs = workshop.objects(ObjectKind.PACK);
    workshop.storeOnceMore(TIGHT);
    for (ObjectName pack : packs) {
      workshop.store().delete(pack);
    }

    assertThat(workshop.plan(TIGHT).vanished()).hasSameSizeAs(packs);
    workshop.run(TIGHT);

    workshop.requireSound();
  }

  @Test
  void a_cached_copy_says_nothing_about_what_the_store_has(@TempDir Path cache) throws IOException {
    workshop.backup(1, 2, 3);
    List<ObjectName> packs = workshop.objects(ObjectKind.PACK);
    workshop.storeOnceMore(TIGHT);
    CachingObjectStore caching = new CachingObjectStore(workshop.store());
    caching.keepIn(
        MetadataCache.at(
            cache, "c0ffee00".repeat(8), 1 << 30, InstantSource.system(), (_, _) -> {}));
    try (Repository repository = SnapshotFixture.open(caching)) {
      assertThat(Workshop.prune(repository, TIGHT).plan())
          .isInstanceOf(Prune.Planning.Planned.class);
    }
    for (ObjectName pack : packs) {
      if (workshop.isOfTrees(pack)) {
        byte[] bytes = workshop.store().read(pack, 0, (int) workshop.store().size(pack));
        bytes[40] ^= 1;
        workshop.store().plant(pack.path(), bytes);
      }
    }

    Workshop.run(caching, TIGHT);

    workshop.requireSound();
  }

  @RepeatedTest(3) // the packs differ
  void removes_no_copy_when_all_are_damaged() throws IOException {
    workshop.backup(1, 2, 3);
    workshop.storeOnceMore(TIGHT);
    damage(workshop.objects(ObjectKind.PACK));

    assertThat(workshop.refusal(TIGHT)).isEqualTo(new Refusal.DamagedBlobs(3));
  }

  @RepeatedTest(3) // the packs differ
  void keeps_the_copy_that_was_damaged_on_its_way_only() throws IOException {
    workshop.backup(1, 2, 3);
    List<ObjectName> packs = workshop.objects(ObjectKind.PACK);
    workshop.storeOnceMore(TIGHT);
    List<ObjectName> newer = workshop.objects(ObjectKind.PACK);
    newer.removeAll(packs);
    damage(newer);

    Workshop.run(new FlickeringObjectStore(workshop.store(), 2), TIGHT);

    workshop.requireSound();
  }

  /** Flips a bit in each blob of files' content that lies in these packs. */
  private void damage(List<ObjectName> packs) throws IOException {
    Map<PackId, List<PackedBlob>> all = new TreeMap<>();
    try (Repository repository = workshop.open()) {
      repository.loadIndex();
      repository.index().forEachPack(all::put);
    }
    for (ObjectName pack : packs) {
      byte[] bytes = workshop.store().read(pack, 0, (int) workshop.store().size(pack));
      for (PackedBlob blob : all.getOrDefault(new PackId(pack.hash()), List.of())) {
        if (blob.type() == BlobType.DATA) {
          bytes[(int) blob.offset() + 40] ^= 1;
        }
      }
      workshop.store().plant(pack.path(), bytes);
    }
  }
}
