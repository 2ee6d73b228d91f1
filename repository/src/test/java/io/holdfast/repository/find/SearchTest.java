package io.holdfast.repository.find;

import static io.holdfast.repository.SnapshotFixture.noise;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.Repository;
import io.holdfast.repository.SnapshotFixture;
import io.holdfast.repository.TreePath;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.select.BadPatternException;
import io.holdfast.repository.select.PatternList;
import io.holdfast.repository.snapshot.Snapshot;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.tree.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchTest {
  private final MemoryObjectStore store = new MemoryObjectStore();
  private final BlobId inner;
  private final SnapshotId first;
  private final SnapshotId second;
  private final List<String> found = new ArrayList<>();

  SearchTest() throws IOException {
    SnapshotFixture fixture = new SnapshotFixture(store);
    try (SnapshotFixture.Batch batch = fixture.batch()) {
      var directory = batch.directory("Inner", batch.file("one.txt", noise(1, 1000)));
      inner = directory.subtree();
      first = batch.snapshot(batch.tree(directory, batch.file("two.TXT", noise(2, 10))));
    }
    try (SnapshotFixture.Batch batch = fixture.batch()) {
      second =
          batch.snapshot(
              batch.tree(batch.file("three.txt", noise(1, 1000), noise(1, 1000))),
              SnapshotFixture.TIME.plusSeconds(1));
    }
  }

  private long search(Wanted wanted) throws IOException {
    SearchListener listener =
        new SearchListener() {
          @Override
          public void begins(SnapshotId id, Snapshot snapshot) {
            found.add(id.equals(first) ? "first" : "second");
          }

          @Override
          public void entry(TreePath path, Node node) {
            found.add(path.toString());
          }

          @Override
          public void object(Use use) {
            found.add(use.type().word() + " " + use.path());
          }

          @Override
          public void ends(SnapshotId id, long count) {
            found.add(String.valueOf(count));
          }
        };
    try (Repository repository = SnapshotFixture.open(store)) {
      var snapshots = new LinkedHashMap<SnapshotId, Snapshot>();
      var all = repository.snapshots().all();
      snapshots.put(first, all.get(first));
      snapshots.put(second, all.get(second));
      repository.loadIndex();
      return new Search(repository, wanted, listener).in(snapshots);
    }
  }

  private static Wanted.Entries entries(String... patterns) throws BadPatternException {
    return new Wanted.Entries(PatternList.of(patterns), Wanted.Bounds.NONE);
  }

  @Test
  void finds_by_name_in_each_snapshot() throws Exception {
    assertThat(search(entries("*.txt"))).isEqualTo(2);

    assertThat(found).containsExactly("first", "/Inner/one.txt", "1", "second", "/three.txt", "1");
  }

  @Test
  void finds_regardless_of_case_when_asked_to() throws Exception {
    PatternList patterns =
        PatternList.of(
            List.of("INNER".getBytes(StandardCharsets.UTF_8)), PatternList.LetterCase.INSENSITIVE);
    search(new Wanted.Entries(patterns, Wanted.Bounds.NONE));

    // As restic has it: what is below a directory that matches does so, too.
    assertThat(found).startsWith("first", "/Inner", "/Inner/one.txt", "2");
  }

  @Test
  void does_not_go_where_nothing_can_match() throws Exception {
    search(entries("/Inner/*.txt"));

    assertThat(found).containsExactly("first", "/Inner/one.txt", "1", "second", "0");
  }

  @Test
  void keeps_to_bounds_of_time_and_size() throws Exception {
    var at = SnapshotFixture.TIME;
    PatternList any = PatternList.of("*");

    assertThat(search(new Wanted.Entries(any, new Wanted.Bounds(at, at, 0, Long.MAX_VALUE))))
        .isEqualTo(4);
    assertThat(
            search(
                new Wanted.Entries(
                    any, new Wanted.Bounds(at.plusNanos(1), null, 0, Long.MAX_VALUE))))
        .isZero();
    assertThat(
            search(
                new Wanted.Entries(
                    any, new Wanted.Bounds(null, at.minusNanos(1), 0, Long.MAX_VALUE))))
        .isZero();
    assertThat(search(new Wanted.Entries(any, new Wanted.Bounds(null, null, 11, 1999))))
        .isEqualTo(1);
  }

  @Test
  void finds_who_uses_a_blob_once_per_file() throws Exception {
    String id = new BlobId(Sha256.of(noise(1, 1000))).hex();

    assertThat(search(new Wanted.Blobs(List.of(id.substring(0, 8))))).isEqualTo(2);

    assertThat(found)
        .containsExactly("first", "data /Inner/one.txt", "1", "second", "data /three.txt", "1");
  }

  @Test
  void finds_directories_by_their_trees_the_root_too() throws Exception {
    Snapshot snapshot;
    try (Repository repository = SnapshotFixture.open(store)) {
      snapshot = repository.snapshots().load(first);
    }

    search(new Wanted.Trees(List.of(inner.hex(), snapshot.tree().hex())));

    assertThat(found).containsExactly("first", "tree /", "tree /Inner", "2", "second", "0");
  }

  @Test
  void finds_all_that_is_in_a_pack() throws Exception {
    String pack;
    try (Repository repository = SnapshotFixture.open(store)) {
      repository.loadIndex();
      pack = repository.index().find(BlobType.TREE, inner).orElseThrow().pack().hex();
    }

    search(new Wanted.Packs(List.of(pack)));

    assertThat(found).containsExactly("first", "tree /", "tree /Inner", "2", "second", "0");
  }
}
