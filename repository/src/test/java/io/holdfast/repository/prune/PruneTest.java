package io.holdfast.repository.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.Repository;
import io.holdfast.repository.SnapshotFixture;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.lock.RepositoryLock;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.testkit.property.Property;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PruneTest {
  private static final PruneRequest TIGHT =
      PruneRequest.DEFAULT.withMaxUnused(new MaxUnused.Bytes(0));

  private final Workshop workshop = new Workshop();

  PruneTest() throws IOException {}

  @Test
  void removes_packs_of_which_nothing_is_used() throws IOException {
    SnapshotId first = workshop.backup(1, 2, 3);
    workshop.backup(4, 5);
    int before = workshop.objects(ObjectKind.PACK).size();
    workshop.forget(first);

    PrunePlan plan = workshop.plan(PruneRequest.DEFAULT);
    Prune.Report report = workshop.run(PruneRequest.DEFAULT);

    assertThat(plan.removed()).isNotEmpty();
    assertThat(plan.repacked()).isEmpty();
    assertThat(plan.figures().removed().blobs()).isEqualTo(5);
    assertThat(report.removedPacks()).isEqualTo(plan.removed().size());
    assertThat(workshop.objects(ObjectKind.PACK)).hasSize(before - plan.removed().size());
    workshop.requireSound();
  }

  @Test
  void does_nothing_when_everything_is_used() throws IOException {
    workshop.backup(1, 2, 3);
    List<ObjectName> index = workshop.objects(ObjectKind.INDEX);

    assertThat(workshop.plan(PruneRequest.DEFAULT).isEmpty()).isTrue();
    workshop.run(PruneRequest.DEFAULT);

    assertThat(workshop.objects(ObjectKind.INDEX)).isEqualTo(index);
  }

  @Test
  void repacks_what_is_partly_used_as_far_as_it_is_asked_to() throws IOException {
    SnapshotId first = workshop.backup(range(0, 80));
    workshop.backup(range(40, 80));
    workshop.forget(first);

    assertThat(workshop.plan(TIGHT.withMaxUnused(new MaxUnused.Unlimited())).repacked()).isEmpty();
    assertThat(workshop.plan(TIGHT.withMaxUnused(new MaxUnused.Percent(60))).repacked()).isEmpty();
    assertThat(workshop.plan(TIGHT.withMaxRepackBytes(0)).repacked()).isEmpty();
    assertThat(workshop.plan(TIGHT.withCacheableOnly()).repacked()).isEmpty();
    PrunePlan plan = workshop.plan(TIGHT);
    assertThat(plan.repacked()).isNotEmpty();
    assertThat(plan.figures().remainsUnused().blobs()).isZero();

    workshop.run(TIGHT);

    workshop.requireSound();
    try (Repository repository = workshop.open()) {
      repository.loadIndex();
      assertThat(repository.index().blobCount()).isEqualTo(40 + 2);
    }
    assertThat(workshop.plan(TIGHT).isEmpty()).isTrue();
  }

  @Test
  void puts_small_packs_together_when_there_are_many() throws IOException {
    for (int i = 0; i < 12; i++) {
      workshop.backup(i);
    }
    int before = workshop.objects(ObjectKind.PACK).size();

    workshop.run(PruneRequest.DEFAULT);

    assertThat(workshop.objects(ObjectKind.PACK).size()).isLessThan(before / 4);
    assertThat(workshop.objects(ObjectKind.INDEX)).hasSizeLessThan(4);
    workshop.requireSound();
    assertThat(workshop.plan(PruneRequest.DEFAULT).isEmpty()).isTrue();
  }

  @Test
  void keeps_one_copy_of_what_is_stored_twice() throws IOException {
    workshop.backup(1, 2, 3);
    try (Repository repository = workshop.open();
        RepositoryLock lock = Workshop.lock(repository, false)) {
      // A repack that did not get to removing anything.
      Prune prune = Workshop.prune(repository, TIGHT.withSmallPack(TIGHT.packSize()));
      PrunePlan all = ((Prune.Planning.Planned) prune.plan()).plan();
      List<PackId> packs =
          workshop.objects(ObjectKind.PACK).stream().map(name -> new PackId(name.hash())).toList();
      prune.repack(new PrunePlan(List.of(), List.of(), packs, List.of(), 0, all.figures()), lock);
    }

    assertThat(workshop.plan(TIGHT).figures().duplicates().blobs()).isEqualTo(5);
    workshop.run(TIGHT);

    workshop.requireSound();
    try (Repository repository = workshop.open()) {
      repository.loadIndex();
      assertThat(repository.index().hasCopies()).isFalse();
      assertThat(repository.index().blobCount()).isEqualTo(5);
    }
  }

  @Test
  void a_repack_beside_others_leaves_only_removing_for_the_exclusive_lock() throws IOException {
    SnapshotId first = workshop.backup(range(0, 20));
    workshop.backup(range(10, 20));
    workshop.forget(first);
    try (Repository repository = workshop.open();
        RepositoryLock lock = Workshop.lock(repository, false)) {
      Prune prune = Workshop.prune(repository, TIGHT);
      prune.repack(((Prune.Planning.Planned) prune.plan()).plan(), lock);
    }
    workshop.requireSound();

    PrunePlan plan = workshop.plan(TIGHT);

    assertThat(plan.repacked()).isEmpty();
    assertThat(plan.removed()).isNotEmpty();
    workshop.run(TIGHT);
    workshop.requireSound();
    assertThat(workshop.plan(TIGHT).isEmpty()).isTrue();
  }

  @Test
  void removes_packs_that_no_index_file_names() throws IOException {
    workshop.backup(1);
    byte[] bytes = {1, 2, 3};
    ObjectName stray = ObjectName.of(ObjectKind.PACK, Sha256.of(bytes));
    workshop.store().put(stray, ObjectContent.of(bytes));

    assertThat(workshop.plan(TIGHT).unindexed()).containsExactly(new PackId(stray.hash()));
    assertThat(workshop.run(TIGHT).removedBytes()).isEqualTo(3);

    assertThat(workshop.objects(ObjectKind.PACK)).doesNotContain(stray);
    workshop.requireSound();
  }

  @Test
  void forgets_packs_that_are_gone_and_that_nothing_needs() throws IOException {
    SnapshotId first = workshop.backup(1);
    List<ObjectName> packs = workshop.objects(ObjectKind.PACK);
    workshop.backup(2);
    workshop.forget(first);
    for (ObjectName pack : packs) {
      workshop.store().delete(pack);
    }

    assertThat(workshop.plan(TIGHT).vanished()).hasSize(packs.size());
    workshop.run(TIGHT);

    workshop.requireSound();
  }

  @Test
  void refuses_when_something_needed_is_missing() throws IOException {
    workshop.backup(1, 2);
    ObjectName index = workshop.objects(ObjectKind.INDEX).getFirst();
    ObjectName pack = workshop.objects(ObjectKind.PACK).getFirst();
    byte[] indexBytes = workshop.store().read(index, 0, (int) workshop.store().size(index));
    byte[] packBytes = workshop.store().read(pack, 0, (int) workshop.store().size(pack));

    workshop.store().delete(index);
    assertThat(workshop.refusal(TIGHT)).isInstanceOf(Refusal.MissingBlobs.class);

    workshop.store().plant(index.path(), indexBytes);
    workshop.store().plant(pack.path(), Arrays.copyOf(packBytes, packBytes.length + 1));
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
            if (blobs.stream().allMatch(blob -> blob.type() == BlobType.DATA)) {
              found[0] = id;
            }
          });
      return ObjectName.of(ObjectKind.PACK, found[0].hash());
    }
  }

  private Repository openWithout(ObjectName hidden) throws IOException {
    return SnapshotFixture.open(new ForgetfulObjectStore(workshop.store(), hidden::equals));
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
          Stream.of(workshop.plan(TIGHT))
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
        RepositoryLock lock = Workshop.lock(repository, true)) {
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
      try (RepositoryLock shared = Workshop.lock(repository, false)) {
        assertThatThrownBy(() -> prune.execute(plan, shared))
            .isInstanceOf(IllegalArgumentException.class);
      }
      try (RepositoryLock exclusive = Workshop.lock(repository, true)) {
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
  void whatever_is_forgotten_and_pruned_the_rest_stays() {
    Property.check(
        25,
        random -> {
          Workshop some = new Workshop();
          for (int i = 2 + random.nextInt(8); i > 0; i--) {
            some.backup(random.longs(1 + random.nextInt(30), 0, 60).toArray());
          }
          for (SnapshotId id : some.snapshots().subList(1, some.snapshots().size())) {
            if (random.nextBoolean()) {
              some.forget(id);
            }
          }
          PruneRequest request = request(random);

          PrunePlan plan = some.plan(request);
          some.run(request);

          some.requireSound();
          try (Repository repository = some.open()) {
            repository.loadIndex();
            assertThat(repository.index().blobCount())
                .isEqualTo((int) plan.figures().remains().blobs());
          }
          assertThat(some.plan(request).unindexed()).isEmpty();
        });
  }

  private static PruneRequest request(Random random) {
    PruneRequest request =
        PruneRequest.DEFAULT.withMaxUnused(
            switch (random.nextInt(4)) {
              case 0 -> new MaxUnused.Bytes(0);
              case 1 -> new MaxUnused.Unlimited();
              case 2 -> new MaxUnused.Percent(20);
              default -> MaxUnused.DEFAULT;
            });
    if (random.nextInt(3) == 0) {
      request = request.withMaxRepackBytes(random.nextInt(3_000_000));
    }
    if (random.nextInt(3) == 0) {
      request = request.withRepackSmall();
    }
    if (random.nextInt(4) == 0) {
      request = request.withCacheableOnly();
    }
    return random.nextInt(4) == 0 ? request.withUncompressed() : request;
  }

  private static long[] range(int from, int to) {
    return LongStream.range(from, to).toArray();
  }
}
