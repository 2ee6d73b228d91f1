package io.holdfast.repository.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.Repository;
import io.holdfast.repository.SnapshotFixture;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.index.PackedBlob;
import io.holdfast.repository.lock.RepositoryLock;
import io.holdfast.repository.store.ForgetfulObjectStore;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.testkit.fact.Fact;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** When prune does nothing, because something is not as it should be. */
final class PruneRefusalTest {
  private static final PruneRequest TIGHT =
      PruneRequest.DEFAULT.withMaxUnused(new MaxUnused.Bytes(0));

  private final Workshop workshop = new Workshop();

  PruneRefusalTest() throws IOException {}

  @Test
  @Fact("F13")
  void refuses_when_something_needed_is_missing() throws IOException {
    workshop.backup(1, 2);
    ObjectName index = workshop.objects(ObjectKind.INDEX).getFirst();
    ObjectName pack = workshop.objects(ObjectKind.PACK).getFirst();
    byte[] indexBytes = workshop.store().read(index, 0, (int) workshop.store().size(index));
    byte[] packBytes = workshop.store().read(pack, 0, (int) workshop.store().size(pack));

    workshop.store().delete(index);
    assertThat(workshop.refusal(TIGHT)).isInstanceOf(Refusal.MissingBlobs.class);

    workshop.store().plant(index.path(), indexBytes);
    workshop.store().plant(pack.path(), java.util.Arrays.copyOf(packBytes, packBytes.length + 1));
    assertThat(workshop.refusal(TIGHT))
        .isEqualTo(
            new Refusal.WrongSize(new PackId(pack.hash()), packBytes.length + 1, packBytes.length));
  }

  @Test
  void refuses_when_a_needed_pack_is_missing_or_only_not_listed() throws IOException {
    workshop.backup(1, 2);
    workshop.backup(3);
    ObjectName pack = packOfData();
    try (Repository repository = openWithout(pack)) {
      assertThat(Workshop.prune(repository, TIGHT).plan())
          .isEqualTo(
              new Prune.Planning.Refused(
                  new Refusal.ShortListing(1, List.of(new PackId(pack.hash())))));
    }

    workshop.store().delete(pack);

    assertThat(workshop.refusal(TIGHT))
        .isEqualTo(new Refusal.MissingPacks(1, List.of(new PackId(pack.hash()))));
    assertThat(workshop.refusal(TIGHT).message()).contains("holdfast check");
  }

  /** A pack that no tree lies in, so that all trees can be read without it. */
  private ObjectName packOfData() throws IOException {
    try (Repository repository = workshop.open()) {
      repository.loadIndex();
      PackId[] found = new PackId[1];
      repository
          .index()
          .forEachPack((id, blobs) -> {
            if (blobs.stream()
                .allMatch(blob -> blob.type() == io.holdfast.repository.pack.BlobType.DATA)) {
              found[0] = id;
            }
          });
      return ObjectName.of(ObjectKind.PACK, found[0].hash());
    }
  }

  private Repository openWithout(ObjectName hidden) throws IOException {
    return io.holdfast.repository.SnapshotFixture.open(
        new ForgetfulObjectStore(workshop.store(), hidden::equals));
  }

  @Test
  void refuses_when_many_packs_are_gone() throws IOException {
    SnapshotId first = workshop.backup(1);
    for (int i = 2; i < 20; i++) {
      SnapshotId next = workshop.backup(i);
      workshop.forget(first);
      first = next;
    }
    List<ObjectName> needed;
    try (Repository repository = workshop.open()) {
      repository.loadIndex();
      needed =
          java.util.stream.Stream.of(workshop.plan(TIGHT))
              .flatMap(plan -> plan.removed().stream())
              .map(id -> ObjectName.of(ObjectKind.PACK, id.hash()))
              .toList();
    }
    for (ObjectName pack : needed) {
      workshop.store().delete(pack);
    }

    assertThat(workshop.refusal(TIGHT)).isInstanceOf(Refusal.TooManyVanished.class);
  }

  @Test
  void refuses_to_remove_everything_unless_told_to() throws IOException {
    workshop.forget(workshop.backup(1, 2));

    assertThat(workshop.refusal(TIGHT)).isInstanceOf(Refusal.NoSnapshot.class);
    workshop.run(TIGHT.withRemoveAll());

    assertThat(workshop.objects(ObjectKind.PACK)).isEmpty();
    assertThat(workshop.objects(ObjectKind.INDEX)).isEmpty();
    workshop.requireSound();
  }

  @Test
  void stops_when_a_snapshot_appears_after_the_plan() throws IOException {
    SnapshotId first = workshop.backup(1, 2);
    workshop.backup(3);
    workshop.forget(first);
    List<ObjectName> packs = workshop.objects(ObjectKind.PACK);
    try (Repository repository = workshop.open();
        RepositoryLock lock = SnapshotFixture.lock(repository, true)) {
      Prune prune = Workshop.prune(repository, TIGHT);
      PrunePlan plan = ((Prune.Planning.Planned) prune.plan()).plan();
      workshop.backup(2, 4);

      assertThatThrownBy(() -> prune.execute(plan, lock))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("snapshots/")
          .hasMessageContaining("run prune again");
    }
    assertThat(workshop.objects(ObjectKind.PACK)).containsAll(packs);
    workshop.requireSound();
  }

  @Test
  void removes_no_pack_whose_index_file_was_listed_late() throws IOException {
    SnapshotId first = workshop.backup(1, 2);
    workshop.backup(3);
    workshop.forget(first);
    List<ObjectName> before = workshop.objects(ObjectKind.INDEX);
    List<ObjectName> packs = workshop.objects(ObjectKind.PACK);
    try (SnapshotFixture.Batch batch = workshop.fixture().batch()) {
      var _ = batch.file("of a backup that was cut short", "its index is there");
      batch.flush();
    }
    List<ObjectName> late = new ArrayList<>(workshop.objects(ObjectKind.INDEX));
    late.removeAll(before);
    AtomicInteger listings = new AtomicInteger();
    ObjectStore store =
        new ForgetfulObjectStore(
            workshop.store(), name -> late.contains(name) && listings.getAndIncrement() < 2);

    assertThatThrownBy(() -> Workshop.run(store, TIGHT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("run prune again");

    assertThat(workshop.objects(ObjectKind.PACK))
        .containsAll(packs)
        .hasSizeGreaterThan(packs.size());
    workshop.requireSound();
  }

  @Test
  void does_not_go_on_when_the_index_of_what_it_repacked_is_not_listed() throws IOException {
    SnapshotId first = workshop.backup(Workshop.range(0, 80));
    workshop.backup(Workshop.range(40, 80));
    workshop.forget(first);
    List<ObjectName> before = workshop.objects(ObjectKind.INDEX);
    Prune.Repacked repacked;
    try (Repository repository = workshop.open();
        RepositoryLock lock = SnapshotFixture.lock(repository, false)) {
      Prune prune = Workshop.prune(repository, TIGHT);
      repacked = prune.repack(((Prune.Planning.Planned) prune.plan()).plan(), lock);
    }
    assertThat(repacked.packs()).isNotEmpty();
    ObjectStore late =
        new ForgetfulObjectStore(
            workshop.store(), name -> name.kind() == ObjectKind.INDEX && !before.contains(name));

    try (Repository repository = SnapshotFixture.open(late)) {
      Prune prune =
          new Prune(repository, TIGHT, InstantSource.system(), PruneListener.NONE, repacked);

      assertThat(prune.plan())
          .isEqualTo(
              new Prune.Planning.Refused(new Refusal.ShortIndexListing(repacked.packs().size())));
    }
    workshop.run(TIGHT);
    workshop.requireSound();
  }

  @Test
  void does_not_remove_under_a_shared_lock_or_by_a_wrong_clock() throws IOException {
    workshop.forget(workshop.backup(1));
    workshop.backup(2);
    List<ObjectName> packs = workshop.objects(ObjectKind.PACK);
    try (Repository repository = workshop.open()) {
      Prune prune =
          new Prune(
              repository,
              TIGHT,
              InstantSource.offset(InstantSource.system(), Duration.ofMinutes(6)),
              PruneListener.NONE);
      PrunePlan plan = ((Prune.Planning.Planned) prune.plan()).plan();
      try (RepositoryLock shared = SnapshotFixture.lock(repository, false)) {
        assertThatThrownBy(() -> prune.execute(plan, shared))
            .isInstanceOf(IllegalArgumentException.class);
      }
      try (RepositoryLock exclusive = SnapshotFixture.lock(repository, true)) {
        assertThatThrownBy(() -> prune.execute(plan, exclusive))
            .isInstanceOf(IOException.class)
            .hasMessageContaining("clock");
      }
    }
    assertThat(workshop.objects(ObjectKind.PACK)).isEqualTo(packs);
  }

  @Test
  void removes_nothing_when_a_used_blob_cannot_be_read() throws IOException {
    SnapshotId first = workshop.backup(range(0, 20));
    workshop.backup(range(10, 20));
    workshop.forget(first);
    List<ObjectName> packs = workshop.objects(ObjectKind.PACK);
    PackId repacked = workshop.plan(TIGHT).repacked().getLast();
    for (PackId id : workshop.plan(TIGHT).repacked()) {
      ObjectName name = ObjectName.of(ObjectKind.PACK, id.hash());
      byte[] bytes = workshop.store().read(name, 0, (int) workshop.store().size(name));
      for (int i = 100; i < bytes.length - 10_000; i += 5_000) {
        bytes[i] ^= 1;
      }
      workshop.store().plant(name.path(), bytes);
    }

    assertThatThrownBy(() -> workshop.run(TIGHT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("could not be stored again");

    assertThat(workshop.objects(ObjectKind.PACK))
        .containsAll(packs)
        .contains(ObjectName.of(ObjectKind.PACK, repacked.hash()));
  }

  @Test
  void does_not_take_a_blob_for_another_that_stands_in_its_place() throws IOException {
    SnapshotId first = workshop.backup(range(0, 20));
    workshop.backup(range(10, 20));
    workshop.forget(first);
    // All packs hold the blobs of other ones: sound ciphertexts in the wrong places.
    try (Repository repository = workshop.open()) {
      repository.loadIndex();
      for (PackId id : workshop.plan(TIGHT).repacked()) {
        ObjectName name = ObjectName.of(ObjectKind.PACK, id.hash());
        byte[] bytes = workshop.store().read(name, 0, (int) workshop.store().size(name));
        repository
            .index()
            .forEachPack((pack, blobs) -> {
              if (pack.equals(id)) {
                exchange(bytes, blobs);
              }
            });
        workshop.store().plant(name.path(), bytes);
      }
    }

    assertThatThrownBy(() -> workshop.run(TIGHT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("could not be stored again");
  }

  /** Puts each blob in the place of another one of the same length, where there is one. */
  private static void exchange(byte[] bytes, List<PackedBlob> blobs) {
    byte[] original = bytes.clone();
    for (PackedBlob to : blobs) {
      blobs.stream()
          .filter(from -> from.ordinal() != to.ordinal() && from.length() == to.length())
          .filter(from -> from.uncompressedLength() == to.uncompressedLength())
          .findFirst()
          .ifPresent(from ->
              System.arraycopy(
                  original, (int) from.offset(), bytes, (int) to.offset(), to.length()));
    }
  }

  private static long[] range(int from, int to) {
    return LongStream.range(from, to).toArray();
  }
}
