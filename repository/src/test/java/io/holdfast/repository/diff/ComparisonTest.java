package io.holdfast.repository.diff;

import static io.holdfast.repository.SnapshotFixture.noise;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.Repository;
import io.holdfast.repository.SnapshotFixture;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.tree.FileNode;
import io.holdfast.repository.tree.NodeName;
import io.holdfast.repository.tree.SymlinkNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private final MemoryObjectStore store = new MemoryObjectStore();
  private final SnapshotFixture fixture;
  private final List<String> changes = new ArrayList<>();

  ComparisonTest() throws IOException {
    fixture = new SnapshotFixture(store);
  }

  private interface Maker {
    BlobId tree(SnapshotFixture.Batch batch) throws IOException;
  }

  private BlobId made(Maker maker) throws IOException {
    try (SnapshotFixture.Batch batch = fixture.batch()) {
      BlobId tree = maker.tree(batch);
      batch.snapshot(tree);
      return tree;
    }
  }

  private DiffReport compare(boolean withMetadata, Maker before, Maker after) throws IOException {
    BlobId one = made(before);
    BlobId two = made(after);
    try (Repository repository = fixture.open()) {
      repository.loadIndex();
      return new Comparison(
              repository,
              withMetadata,
              change ->
                  changes.add(
                      change.modifier() + " " + change.path() + (change.isDirectory() ? "/" : "")))
          .of(one, two);
    }
  }

  @Test
  void the_same_tree_has_no_changes() throws IOException {
    Maker maker = batch -> batch.tree(batch.file("a", noise(1, 100)));

    DiffReport report = compare(true, maker, maker);

    assertThat(changes).isEmpty();
    assertThat(report)
        .isEqualTo(
            new DiffReport(
                0, new DiffReport.Sum(0, 0, 0, 0, 0, 0), new DiffReport.Sum(0, 0, 0, 0, 0, 0), 0));
  }

  @Test
  void tells_what_was_added_removed_and_changed() throws IOException {
    DiffReport report =
        compare(
            false,
            batch ->
                batch.tree(
                    batch.directory("gone", batch.file("with", noise(1, 100))),
                    batch.file("kept", noise(2, 100)),
                    batch.file("other", noise(3, 100)),
                    batch.directory("same", batch.file("x", noise(4, 50)))),
            batch ->
                batch.tree(
                    batch.file("kept", noise(2, 100)),
                    batch.directory("new", batch.file("in", noise(5, 300)), batch.file("out")),
                    batch.file("other", noise(6, 101)),
                    batch.directory("same", batch.file("x", noise(4, 50)))));

    assertThat(changes)
        .containsExactly(
            "- /gone/", "- /gone/with", "+ /new/", "+ /new/in", "+ /new/out", "M /other");
    assertThat(report.changedFiles()).isEqualTo(1);
    assertThat(report.added().files()).isEqualTo(2);
    assertThat(report.added().directories()).isEqualTo(1);
    assertThat(report.added().dataBlobs()).isEqualTo(2);
    assertThat(report.added().treeBlobs()).isEqualTo(2);
    assertThat(report.added().bytes()).isGreaterThan(401);
    assertThat(report.removed().files()).isEqualTo(1);
    assertThat(report.removed().dataBlobs()).isEqualTo(2);
  }

  @Test
  void a_blob_that_an_unchanged_directory_has_is_not_new() throws IOException {
    DiffReport report =
        compare(
            false,
            batch -> batch.tree(batch.directory("same", batch.file("x", noise(1, 100)))),
            batch ->
                batch.tree(
                    batch.file("copy", noise(1, 100)),
                    batch.directory("same", batch.file("x", noise(1, 100)))));

    assertThat(changes).containsExactly("+ /copy");
    assertThat(report.added().files()).isEqualTo(1);
    assertThat(report.added().dataBlobs()).isZero();
    assertThat(report.added().treeBlobs()).isEqualTo(1);
  }

  @Test
  void another_type_and_bitrot_are_told_apart() throws IOException {
    compare(
        false,
        batch -> batch.tree(batch.file("rotten", noise(1, 100)), batch.file("type", noise(2, 9))),
        batch ->
            batch.tree(
                batch.file("rotten", noise(3, 100)),
                new SymlinkNode(
                    NodeName.of("type"), SnapshotFixture.metadata(0777), new byte[] {'x'})));

    assertThat(changes).containsExactly("M? /rotten", "T /type");
  }

  @Test
  void metadata_counts_only_when_asked_for() throws IOException {
    Maker before = batch -> batch.tree(batch.file("a", noise(1, 10)));
    Maker after =
        batch -> {
          FileNode file = batch.file("a", noise(1, 10));
          return batch.tree(
              new FileNode(
                  file.name(), SnapshotFixture.metadata(0600), file.size(), file.content()));
        };

    compare(false, before, after);
    assertThat(changes).isEmpty();
    compare(true, before, after);
    assertThat(changes).containsExactly("U /a");
  }

  @Test
  void a_file_in_place_of_a_directory_is_a_change_of_type() throws IOException {
    compare(
        false,
        batch -> batch.tree(batch.directory("a", batch.file("b"))),
        batch -> batch.tree(batch.file("a")));

    assertThat(changes).containsExactly("T /a");
  }
}
