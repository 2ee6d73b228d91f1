package io.holdfast.repository.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.Repository;
import io.holdfast.repository.SnapshotFixture;
import io.holdfast.repository.Trees;
import io.holdfast.repository.blob.BlobCodec;
import io.holdfast.repository.blob.BlobWriter;
import io.holdfast.repository.chunk.ChunkerParameters;
import io.holdfast.repository.chunk.Polynomial;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.snapshot.Snapshot;
import io.holdfast.repository.store.ForwardingObjectStore;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.repository.tree.BlobList;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.FileNode;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.TreeReader;
import io.holdfast.repository.tree.TreeWriter;
import io.holdfast.testkit.fact.Fact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a backup believes of its parent. */
final class ParentTest {
  @TempDir private Path folder;
  private final MemoryObjectStore store = new MemoryObjectStore();
  private BackupWorkshop workshop;

  @BeforeEach
  void create() throws IOException {
    workshop =
        new BackupWorkshop(
            store, new ChunkerParameters.Rabin(Polynomial.generate(BackupWorkshop.RANDOM)));
  }

  @Test
  @Fact("F39")
  void reads_a_file_anew_whose_blobs_in_the_parent_are_not_as_long_as_it() throws Exception {
    byte[] content = SnapshotFixture.noise(1, 20 << 20);
    Path file = Files.write(folder.resolve("file"), content);
    BackupReport first = workshop.run(BackupWorkshop.request(file));
    saveWithoutLastBlobs(first.snapshot());

    BackupReport second = workshop.run(BackupWorkshop.request(file));

    assertThat(second.snapshot().lineage().parent()).isNotNull().isNotEqualTo(first.id().get());
    assertThat(Sha256.of(workshop.bytes(second, file))).isEqualTo(Sha256.of(content));
  }

  @Test
  void ends_when_the_store_fails_while_it_reads_the_parent() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "content");
    BackupReport first = workshop.run(BackupWorkshop.request(file));
    ObjectStore failing =
        new ForwardingObjectStore(store) {
          @Override
          public byte[] read(ObjectName name, long offset, int length) throws IOException {
            if (name.kind() == ObjectKind.PACK) {
              throw new IOException("connection reset");
            }
            return super.read(name, offset, length);
          }
        };
    Files.writeString(file, "more content");

    assertThatThrownBy(() -> workshop.on(failing).run(BackupWorkshop.request(file)))
        .hasMessage("connection reset");

    assertThat(workshop.open().snapshots().ids()).containsExactly(first.id().get());
  }

  /** As writers left it that noted a file's size before they read it, and it was cut meanwhile. */
  private void saveWithoutLastBlobs(Snapshot snapshot) throws IOException {
    Repository repository = workshop.open();
    repository.loadIndex();
    try (BlobWriter writer = repository.newWriter(BlobWriter.Settings.DEFAULT);
        BlobCodec codec = repository.newCodec();
        Trees trees = repository.trees()) {
      BlobId tree = withoutLastBlobs(trees, snapshot.tree(), writer, codec);
      writer.flush(codec);
      repository
          .snapshots()
          .save(
              new Snapshot(
                  Instant.now(),
                  tree,
                  snapshot.scope(),
                  snapshot.tags(),
                  snapshot.author(),
                  snapshot.lineage(),
                  snapshot.summary()));
    } finally {
      repository.key().close();
    }
  }

  private static BlobId withoutLastBlobs(
      Trees trees, BlobId tree, BlobWriter writer, BlobCodec codec) throws IOException {
    TreeReader reader = trees.read(tree);
    TreeWriter changed = new TreeWriter();
    for (Node node = reader.next(); node != null; node = reader.next()) {
      changed.add(
          switch (node) {
            case FileNode file ->
                new FileNode(
                    file.name(),
                    file.metadata(),
                    file.size(),
                    BlobList.of(file.content().subList(0, file.content().size() - 1)));
            case DirectoryNode directory ->
                new DirectoryNode(
                    directory.name(),
                    directory.metadata(),
                    withoutLastBlobs(trees, directory.subtree(), writer, codec));
            default -> node;
          });
    }
    byte[] bytes = changed.finish();
    BlobId id = new BlobId(Sha256.of(bytes));
    writer.save(BlobType.TREE, id, bytes, 0, bytes.length, codec);
    return id;
  }
}
