package io.holdfast.repository.stats;

import static io.holdfast.repository.SnapshotFixture.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.Repository;
import io.holdfast.repository.SnapshotFixture;
import io.holdfast.repository.blob.MissingBlobException;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.tree.BlobList;
import io.holdfast.repository.tree.FileNode;
import io.holdfast.repository.tree.NodeLinks;
import io.holdfast.repository.tree.NodeMetadata;
import io.holdfast.repository.tree.NodeName;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  private final MemoryObjectStore store = new MemoryObjectStore();

  StatisticsTest() throws IOException {
    try (SnapshotFixture.Batch batch = new SnapshotFixture(store).batch()) {
      byte[] zeros = new byte[10_000];
      FileNode linked = linked(batch.file("link1", noise(3, 77)));
      var inner =
          batch.directory("d", batch.file("b", noise(1, 100), zeros), batch.file("c", zeros));
      var one =
          batch.tree(
              batch.file("a", noise(1, 100)),
              inner,
              linked,
              new FileNode(
                  NodeName.of("link2"), linked.metadata(), linked.size(), linked.content()));
      var two = batch.tree(batch.file("a", noise(2, 50)), inner);
      batch.snapshot(one);
      batch.snapshot(two, SnapshotFixture.TIME.plusSeconds(1));
    }
  }

  private static FileNode linked(FileNode file) {
    NodeMetadata old = file.metadata();
    NodeMetadata metadata =
        new NodeMetadata(old.mode(), old.times(), old.owner(), new NodeLinks(5, 1, 2), List.of());
    return new FileNode(file.name(), metadata, file.size(), file.content());
  }

  private StatsReport count(Mode mode) throws IOException {
    try (Repository repository = SnapshotFixture.open(store)) {
      var snapshots = repository.snapshots().all().values();
      repository.loadIndex();
      return Statistics.of(repository, snapshots, mode);
    }
  }

  @Test
  void restore_size_counts_every_entry_and_a_hard_link_once() throws IOException {
    StatsReport report = count(Mode.RESTORE_SIZE);

    assertThat(report.snapshots()).isEqualTo(2);
    assertThat(report.files()).isEqualTo(6 + 4);
    assertThat(report.bytes()).isEqualTo(2 * (10_100 + 10_000) + 100 + 77 + 50);
    assertThat(report.blobs()).isZero();
  }

  @Test
  void files_by_contents_counts_each_content_once() throws IOException {
    StatsReport report = count(Mode.FILES_BY_CONTENTS);

    // The directories are together one content of no bytes, as in restic.
    assertThat(report.files()).isEqualTo(5 + 1);
    assertThat(report.bytes()).isEqualTo(100 + 10_100 + 10_000 + 77 + 50);
  }

  @Test
  void blobs_per_file_counts_the_blobs_of_each_path() throws IOException {
    StatsReport report = count(Mode.BLOBS_PER_FILE);

    assertThat(report.files()).isEqualTo(4);
    assertThat(report.blobs()).isEqualTo(6);
    assertThat(report.bytes()).isEqualTo(100 + 10_100 + 10_000 + 77 + 50);
  }

  @Test
  void raw_data_counts_each_blob_as_stored_with_what_compression_saves() throws IOException {
    StatsReport report = count(Mode.RAW_DATA);

    assertThat(report.blobs()).isEqualTo(4 + 3);
    assertThat(report.storage().uncompressed()).isGreaterThan(10_000);
    assertThat(report.bytes()).isLessThan(4_000);
    assertThat(report.compressionRatio()).isGreaterThan(2);
    assertThat(report.compressionProgress()).isBetween(50.0, 100.0);
    assertThat(report.spaceSaving()).isBetween(50.0, 100.0);
  }

  @Test
  void a_blob_that_no_index_names_is_said() throws IOException {
    try (SnapshotFixture.Batch batch = new SnapshotFixture(new MemoryObjectStore()).batch()) {
      BlobId nowhere = new BlobId(Sha256.of(new byte[1]));
      batch.snapshot(
          batch.tree(
              new FileNode(
                  NodeName.of("x"),
                  SnapshotFixture.metadata(0644),
                  1,
                  BlobList.of(List.of(nowhere)))));
      Repository repository = batch.repository();

      assertThatThrownBy(
              () -> Statistics.of(repository, repository.snapshots().all().values(), Mode.RAW_DATA))
          .isInstanceOf(MissingBlobException.class);
    }
  }
}
