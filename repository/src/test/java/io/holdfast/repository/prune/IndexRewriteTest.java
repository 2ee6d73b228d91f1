package io.holdfast.repository.prune;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.Repository;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.index.IndexFile;
import io.holdfast.repository.index.IndexedPack;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.testkit.fact.Fact;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of index files when packs go. */
final class IndexRewriteTest {
  private static final PruneRequest TIGHT =
      PruneRequest.DEFAULT.withMaxUnused(new MaxUnused.Bytes(0));

  private final Workshop workshop = new Workshop();

  IndexRewriteTest() throws IOException {}

  @Test
  @Fact("F18")
  void replaces_index_files_that_name_what_goes_and_leaves_the_others() throws IOException {
    SnapshotId first = workshop.backup(Workshop.range(0, 40));
    ObjectName old = workshop.objects(ObjectKind.INDEX).getFirst();
    workshop.backup(Workshop.range(20, 41));
    List<ObjectName> both = workshop.objects(ObjectKind.INDEX);
    workshop.forget(first);

    workshop.run(TIGHT.withSmallPack(0));

    assertThat(workshop.objects(ObjectKind.INDEX)).doesNotContain(old).containsAnyElementsOf(both);
  }

  @Test
  @Fact("F19")
  void joins_the_parts_of_a_pack_that_stands_in_two_index_files() throws IOException {
    SnapshotId first = workshop.backup(1, 2);
    workshop.backup(3, 4, 5);
    workshop.forget(first);
    List<IndexedPack> halves = new ArrayList<>();
    try (Repository repository = workshop.open()) {
      for (ObjectName name : workshop.objects(ObjectKind.INDEX)) {
        List<IndexedPack> packs = IndexFile.decode(repository.objects().load(name));
        List<IndexedPack> ones = new ArrayList<>();
        for (IndexedPack pack : packs) {
          int middle = (pack.blobs().size() + 1) / 2;
          ones.add(new IndexedPack(pack.id(), pack.blobs().subList(0, middle)));
          if (middle < pack.blobs().size()) {
            halves.add(
                new IndexedPack(pack.id(), pack.blobs().subList(middle, pack.blobs().size())));
          }
        }
        repository.objects().save(ObjectKind.INDEX, IndexFile.encode(ones));
        workshop.store().delete(name);
      }
      repository.objects().save(ObjectKind.INDEX, IndexFile.encode(halves));
    }

    workshop.run(PruneRequest.DEFAULT);

    workshop.requireSound();
    try (Repository repository = workshop.open()) {
      repository.loadIndex();
      List<PackId> rows = new ArrayList<>();
      repository.index().forEachPack((id, _) -> rows.add(id));
      assertThat(rows).doesNotHaveDuplicates();
    }
  }
}
