package io.holdfast.repository.prune;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.Repository;
import io.holdfast.repository.SnapshotFixture;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.testkit.fact.Fact;
import io.holdfast.testkit.property.Property;
import java.io.IOException;
import java.util.List;
import java.util.Random;
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
    SnapshotId first = workshop.backup(Workshop.range(0, 80));
    workshop.backup(Workshop.range(40, 80));
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
  @Fact("F21")
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

    PrunePlan plan = workshop.plan(TIGHT);
    assertThat(plan.vanished()).hasSize(packs.size());
    assertThat(plan.figures().removed().bytes()).isPositive();
    assertThat(plan.figures().freedBytes()).isZero();
    workshop.run(TIGHT);

    workshop.requireSound();
  }

  @Test
  void keeps_what_an_entry_of_an_unknown_kind_mentions() throws IOException {
    SnapshotId first = workshop.backup(1, 2);
    BlobId blob = Workshop.id(1);
    try (SnapshotFixture.Batch batch = workshop.fixture().batch()) {
      BlobId tree =
          batch.rawTree(
              "{\"nodes\":[{\"name\":\"x\",\"type\":\"novelty\",\"content\":[\"%s\"]}]}\n"
                  .formatted(blob.hex()));
      batch.snapshot(tree);
    }
    workshop.forget(first);

    workshop.run(TIGHT);

    try (Repository repository = workshop.open()) {
      repository.loadIndex();
      assertThat(repository.index().contains(BlobType.DATA, blob)).isTrue();
      assertThat(repository.index().contains(BlobType.DATA, Workshop.id(2))).isFalse();
    }
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
}
