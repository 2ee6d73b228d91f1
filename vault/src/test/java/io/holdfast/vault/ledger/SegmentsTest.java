package io.holdfast.vault.ledger;

import static io.holdfast.protection.ledger.LedgerFixture.SHOP;
import static io.holdfast.protection.ledger.LedgerFixture.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.protection.hold.Hold;
import io.holdfast.protection.ledger.Chain;
import io.holdfast.protection.ledger.Entry;
import io.holdfast.protection.ledger.Fact;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.ledger.LedgerFixture;
import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.ledger.Segment;
import io.holdfast.protection.ledger.WriterKey;
import io.holdfast.protection.name.ApplicationName;
import io.holdfast.protection.name.RepositoryName;
import io.holdfast.repository.TreePath;
import io.holdfast.repository.compose.Compose;
import io.holdfast.repository.compose.ComposeRequest;
import io.holdfast.repository.compose.Piece;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.FileNode;
import io.holdfast.repository.tree.NodeName;
import io.holdfast.vault.Belonging;
import io.holdfast.vault.VaultWorkshop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
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

  @Test
  void what_is_no_segment_is_told_and_keeps_nobody_from_the_others() throws Exception {
    var facts = stored(1);
    put("%s/000000000002-000000000002-0badcafe.jsonl", "junk\n{}\n");
    var stranger = LedgerFixture.key();
    put(
        stranger.id().text() + "/000000000001-000000000001-0badcafe.jsonl",
        signed("junk", stranger));
    put("0123456789abcdef", "a file in the place of a writer");
    var told = new ArrayList<String>();
    var segments =
        new Segments(
            workshop.open(), MAIN, passed -> told.add(String.valueOf(passed.getMessage())));

    assertThat(segments.facts(SHOP)).isEqualTo(facts);
    assertThat(told)
        .hasSize(2)
        .allMatch(message -> message.contains("0badcafe.jsonl") && message.contains("is no fact"));
    assertThat(segments.of(SHOP, key.id(), 0)).hasSize(1);
    var next = LedgerFixture.entries(Chain.empty(SHOP, key.id()), 2).subList(1, 2);
    append(workshop, Segment.sign(next, key));
    assertThat(segments(_ -> {}).facts(SHOP)).hasSize(2);
  }

  @Test
  void whoever_removes_does_not_go_on_while_something_cannot_be_read() throws Exception {
    stored(1);
    put("%s/000000000002-000000000002-0badcafe.jsonl", "junk\n{}\n");

    assertThatThrownBy(() -> Segments.whole(workshop.open(), MAIN).facts(SHOP))
        .hasMessageContaining("segment 000000000002-000000000002-0badcafe.jsonl of main/shop")
        .hasMessageContaining("cannot be read");
  }

  @Test
  void whoever_removes_does_not_go_on_in_a_repository_that_had_another_name() throws Exception {
    var facts = stored(2);
    var renamed = RepositoryName.parse("other");
    var line = LedgerLine.of(renamed, ApplicationName.parse("shop"));

    assertThatThrownBy(() -> Segments.whole(workshop.open(), renamed).facts(line))
        .hasMessageContaining("it is one of main/shop")
        .hasMessageEndingWith("declare it as main");
    assertThat(Segments.whole(workshop.open(), MAIN).facts(SHOP)).isEqualTo(facts);
  }

  @Test
  void what_its_writer_signed_and_this_program_cannot_read_is_not_forked_from() throws Exception {
    stored(1);
    put("%s/000000000002-000000000002-0badcafe.jsonl", signed("{\"of\":\"a newer program\"}", key));

    assertThatThrownBy(() -> segments().of(SHOP, key.id(), 1))
        .hasMessageContaining("its writer signed it")
        .hasMessageContaining("a newer holdfast");
  }

  @Test
  void a_segment_whose_bytes_are_lost_keeps_nobody_from_the_next() throws Exception {
    var store = new MemoryObjectStore();
    var poor = new VaultWorkshop(store);
    var entries = LedgerFixture.entries(Chain.empty(SHOP, key.id()), 2);
    append(poor, Segment.sign(entries.subList(0, 1), key));
    for (var location : poor.open().index().findAll(BlobType.DATA, onlyContent(poor))) {
      store.delete(ObjectName.of(ObjectKind.PACK, location.pack().hash()));
    }

    poor.locked((repository, lock) ->
        new Segments(repository, MAIN, _ -> {})
            .append(Segment.sign(entries.subList(1, 2), key), lock, VaultWorkshop.AUTHOR, START));

    assertThat(new Segments(poor.open(), MAIN, _ -> {}).facts(SHOP))
        .containsExactly(entries.get(1).fact());
  }

  private BlobId onlyContent(VaultWorkshop workshop) throws IOException {
    var snapshot = workshop.open().snapshots().all().values().iterator().next();
    try (var trees = workshop.open().trees()) {
      var writer = SegmentPlace.writers(trees, snapshot.tree()).getFirst();
      var file = (FileNode) Objects.requireNonNull(trees.read(writer.subtree()).next());
      return file.content().getFirst();
    }
  }

  @Test
  void junk_under_the_name_of_a_segment_does_not_take_its_place() throws Exception {
    var facts = stored(1);
    var name = nameOfTheOnlyFile();
    put("%s/" + name, "junk\n{}\n");

    assertThat(segments(_ -> {}).superseded(SHOP)).isEmpty();
    var next = LedgerFixture.entries(Chain.empty(SHOP, key.id()), 2).subList(1, 2);
    append(workshop, Segment.sign(next, key));

    for (var snapshot : workshop.open().snapshots().all().entrySet()) {
      if (sizeOf(snapshot.getValue().tree()) < 2) {
        workshop.open().snapshots().remove(snapshot.getKey());
      }
    }
    assertThat(Segments.whole(workshop.open(), MAIN).facts(SHOP)).hasSize(2).containsAll(facts);
  }

  private Segments segments(Consumer<IOException> passedOver) throws IOException {
    return new Segments(workshop.open(), MAIN, passedOver);
  }

  private String nameOfTheOnlyFile() throws IOException {
    var snapshot = workshop.open().snapshots().all().values().iterator().next();
    try (var trees = workshop.open().trees()) {
      var writer =
          (DirectoryNode)
              trees.find(snapshot.tree(), List.of(NodeName.of(key.id().text()))).orElseThrow();
      return Objects.requireNonNull(trees.read(writer.subtree()).next()).name().text();
    }
  }

  private static String signed(String text, WriterKey key) {
    return "%s\n{\"publicKey\":\"%s\",\"signature\":\"%s\"}\n"
        .formatted(text, key.publicKey(), LedgerFixture.signature(text, key));
  }

  /** Lays a file among the segments, as whoever has the password can. */
  private void put(String place, String text) throws Exception {
    var belonging = new Belonging.ToLedger(SHOP.application());
    workshop.locked((repository, lock) ->
        new Compose(repository, lock)
            .run(
                new ComposeRequest(
                    List.of(
                        new Piece.Made(
                            TreePath.of(
                                Stream.of(place.formatted(key.id().text()).split("/"))
                                    .map(NodeName::of)
                                    .toList()),
                            text.getBytes(UTF_8),
                            0600)),
                    new ComposeRequest.Labels(
                        START,
                        List.of(belonging.path()),
                        belonging.tags(),
                        VaultWorkshop.AUTHOR,
                        null),
                    ComposeRequest.Settings.DEFAULT)));
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
