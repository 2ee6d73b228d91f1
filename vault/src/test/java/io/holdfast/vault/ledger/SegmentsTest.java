package io.holdfast.vault.ledger;

import static io.holdfast.protection.ledger.LedgerFixture.SHOP;
import static io.holdfast.protection.ledger.LedgerFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protection.hold.Hold;
import io.holdfast.protection.ledger.Chain;
import io.holdfast.protection.ledger.Entry;
import io.holdfast.protection.ledger.Fact;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.ledger.LedgerFixture;
import io.holdfast.protection.ledger.Segment;
import io.holdfast.protection.ledger.WriterKey;
import io.holdfast.protection.name.RepositoryName;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.NodeName;
import io.holdfast.vault.VaultWorkshop;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Segments in the snapshots of a repository. */
final class SegmentsTest {
  private static final RepositoryName MAIN = RepositoryName.parse("main");

  private final VaultWorkshop workshop;
  private final WriterKey key = LedgerFixture.key();

  SegmentsTest() throws IOException {
    workshop = new VaultWorkshop();
  }

  /** Each in a segment and a snapshot of its own. */
  private List<Fact> stored(int facts) throws Exception {
    var entries = LedgerFixture.entries(Chain.empty(SHOP, key.id()), facts);
    for (var entry : entries) {
      append(workshop, Segment.sign(List.of(entry), key));
    }
    return entries.stream().map(Entry::fact).toList();
  }

  private Segments segments() throws IOException {
    return new Segments(workshop.open(), MAIN, SegmentsTest::fail);
  }

  @Test
  void the_newest_snapshot_alone_has_every_segment() throws Exception {
    var facts = stored(3);
    var snapshots = workshop.open().snapshots().all();
    assertThat(snapshots).hasSize(3);

    // All were made at the same moment, so that any of the others may be the superseded ones.
    for (var snapshot : snapshots.entrySet()) {
      if (sizeOf(snapshot.getValue().tree()) < 3) {
        workshop.open().snapshots().remove(snapshot.getKey());
      }
    }

    assertThat(workshop.open().snapshots().all()).hasSize(1);
    assertThat(segments().facts(SHOP)).isEqualTo(facts);
  }

  @Test
  void only_snapshots_whose_segments_are_all_in_another_one_are_superseded() throws Exception {
    var facts = stored(3);

    for (var id : segments().superseded(SHOP)) {
      workshop.open().snapshots().remove(id);
    }

    assertThat(workshop.open().snapshots().all()).hasSize(1);
    assertThat(segments().facts(SHOP)).isEqualTo(facts);
  }

  @Test
  void two_that_were_made_at_the_same_moment_do_not_supersede_each_other() throws Exception {
    var store = new MemoryObjectStore();
    var both = new VaultWorkshop(store);
    var entries = LedgerFixture.entries(Chain.empty(SHOP, key.id()), 2);
    append(both, Segment.sign(entries.subList(0, 1), key));
    var first =
        ObjectName.of(
            ObjectKind.SNAPSHOT, both.open().snapshots().all().keySet().iterator().next().hash());
    var bytes = store.read(first, 0, Math.toIntExact(store.size(first)));
    store.delete(first); // so that the second does not see it
    append(both, Segment.sign(entries.subList(1, 2), key));
    store.put(first, ObjectContent.of(bytes));

    assertThat(new Segments(both.open(), MAIN, SegmentsTest::fail).superseded(SHOP)).isEmpty();
    assertThat(new Segments(both.open(), MAIN, SegmentsTest::fail).facts(SHOP))
        .containsExactlyElementsOf(entries.stream().map(Entry::fact).toList());
  }

  @Test
  void of_a_forged_segment_only_holds_count() throws Exception {
    var hold = new Hold("incident-7", "evidence", "ann", START, new Hold.Release.ByPolicy("gold"));
    var drafts =
        List.of(
            Fact.Draft.at(START, "ann", new FactBody.HoldPlaced(VaultWorkshop.POINT, hold)),
            Fact.Draft.at(
                START,
                "mallory",
                new FactBody.HoldReleased(VaultWorkshop.POINT, "incident-7", "done")));
    var sound = Segment.sign(Chain.empty(SHOP, key.id()).append(drafts, START), key);
    var forged =
        new Segment(
            sound.entries(), sound.publicKey(), sound.signature().replaceFirst("^....", "AAAA"));
    append(workshop, forged);

    assertThat(segments().facts(SHOP))
        .singleElement()
        .extracting(Fact::body)
        .isInstanceOf(FactBody.HoldPlaced.class);
  }

  private static void append(VaultWorkshop workshop, Segment segment) throws Exception {
    workshop.locked((repository, lock) ->
        new Segments(repository, MAIN, SegmentsTest::fail)
            .append(segment, lock, VaultWorkshop.AUTHOR, START));
  }

  private static void fail(IOException unreadable) {
    throw new AssertionError(unreadable);
  }

  private int sizeOf(BlobId tree) throws IOException {
    try (var trees = workshop.open().trees()) {
      var writer =
          (DirectoryNode) trees.find(tree, List.of(NodeName.of(key.id().text()))).orElseThrow();
      var reader = trees.read(writer.subtree());
      int size = 0;
      while (reader.next() != null) {
        size++;
      }
      return size;
    }
  }
}
