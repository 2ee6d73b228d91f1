package io.holdfast.repository.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.Repository;
import io.holdfast.repository.SnapshotFixture;
import io.holdfast.repository.lock.RepositoryLock;
import io.holdfast.repository.store.ForgetfulObjectStore;
import io.holdfast.repository.store.ForwardingObjectStore;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.testkit.fact.Fact;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** That a prune looks once more before it removes, however late that is. */
final class LatePruneTest {
  private final Workshop workshop = new Workshop();

  LatePruneTest() throws IOException {}

  @Test
  @Fact("F34")
  void removes_nothing_when_somebody_removed_its_lock() throws IOException {
    workshop.backup(1);
    packThatNoIndexFileNames();

    requireNothingRemovedWithoutLock();
  }

  @Test
  @Fact("F34")
  void removes_no_indexed_pack_when_somebody_removed_its_lock() throws IOException {
    workshop.forget(workshop.backup(1, 2));
    workshop.backup(3);

    requireNothingRemovedWithoutLock();
  }

  @Test
  @Fact("F34")
  void removes_nothing_when_somebody_removes_its_lock_while_it_writes_the_index()
      throws IOException {
    workshop.forget(workshop.backup(1, 2));
    for (int i = 3; i < 10; i++) {
      workshop.backup(i); // so many small index files are joined
    }
    List<ObjectName> packs = workshop.objects(ObjectKind.PACK);
    List<ObjectName> index = workshop.objects(ObjectKind.INDEX);
    ObjectStore store =
        new ForwardingObjectStore(workshop.store()) {
          @Override
          public void put(ObjectName name, ObjectContent content) throws IOException {
            workshop.store().put(name, content);
            if (name.kind() == ObjectKind.INDEX) {
              for (ObjectName lock : workshop.objects(ObjectKind.LOCK)) {
                workshop.store().delete(lock);
              }
            }
          }
        };

    assertThatThrownBy(() -> Workshop.run(store, PruneRequest.DEFAULT.withSmallPack(0)))
        .hasMessageContaining("somebody removed the lock");

    assertThat(workshop.objects(ObjectKind.PACK)).isEqualTo(packs);
    assertThat(workshop.objects(ObjectKind.INDEX))
        .containsAll(index)
        .hasSizeGreaterThan(index.size());
  }

  private void requireNothingRemovedWithoutLock() throws IOException {
    List<ObjectName> packs = workshop.objects(ObjectKind.PACK);
    List<ObjectName> index = workshop.objects(ObjectKind.INDEX);
    try (Repository repository = workshop.open();
        RepositoryLock lock = SnapshotFixture.lock(repository, true)) {
      Prune prune = Workshop.prune(repository, PruneRequest.DEFAULT);
      PrunePlan plan = ((Prune.Planning.Planned) prune.plan()).plan();
      assertThat(plan.isEmpty()).isFalse();
      workshop.store().delete(lock.name());

      assertThatThrownBy(() -> prune.execute(plan, lock))
          .hasMessageContaining("somebody removed the lock");
    }
    assertThat(workshop.objects(ObjectKind.PACK)).isEqualTo(packs);
    assertThat(workshop.objects(ObjectKind.INDEX)).isEqualTo(index);
  }

  @Test
  @Fact("F21")
  void lists_index_files_again_before_it_removes_packs_that_none_named() throws IOException {
    workshop.backup(1);
    List<ObjectName> before = workshop.objects(ObjectKind.INDEX);
    try (SnapshotFixture.Batch batch = workshop.fixture().batch()) {
      var _ = batch.file("late", "its index file comes late");
      batch.flush();
    }
    List<ObjectName> packs = workshop.objects(ObjectKind.PACK);
    // Hidden while it plans, and when it looks for the first time afterwards.
    AtomicInteger listings = new AtomicInteger();
    ObjectStore store =
        new ForgetfulObjectStore(
            workshop.store(),
            name ->
                name.kind() == ObjectKind.INDEX
                    && !before.contains(name)
                    && listings.getAndIncrement() < 2);

    assertThatThrownBy(() -> Workshop.run(store, PruneRequest.DEFAULT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("run prune again");

    assertThat(workshop.objects(ObjectKind.PACK)).isEqualTo(packs);
  }

  /** As a backup leaves one that was killed. */
  private void packThatNoIndexFileNames() throws IOException {
    List<ObjectName> index = workshop.objects(ObjectKind.INDEX);
    try (SnapshotFixture.Batch batch = workshop.fixture().batch()) {
      var _ = batch.file("cut short", "its index file is not there");
      batch.flush();
    }
    for (ObjectName name : workshop.objects(ObjectKind.INDEX)) {
      if (!index.contains(name)) {
        workshop.store().delete(name);
      }
    }
  }
}
