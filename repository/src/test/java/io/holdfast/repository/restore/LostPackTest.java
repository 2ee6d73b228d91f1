package io.holdfast.repository.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.Repository;
import io.holdfast.repository.SnapshotFixture;
import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.select.Selection;
import io.holdfast.repository.store.ForwardingObjectStore;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.RefusedException;
import io.holdfast.repository.store.UnreadableObjectException;
import io.holdfast.repository.tree.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restore from a store that has one pack and does not give it. */
final class LostPackTest {
  @TempDir private Path target;

  private final MemoryObjectStore store = new MemoryObjectStore();
  private List<ObjectName> lost = List.of();
  private BlobId tree;

  @BeforeEach
  void storeTwoFilesInTwoPacks() throws IOException {
    SnapshotFixture fixture = new SnapshotFixture(store);
    Node first;
    try (SnapshotFixture.Batch batch = fixture.batch()) {
      first = batch.file("lost", RestoreTest.bytes(1, 100_000));
      batch.flush();
    }
    lost = packs();
    try (SnapshotFixture.Batch batch = fixture.batch()) {
      tree = batch.tree(first, batch.file("there", RestoreTest.bytes(2, 100_000)));
      batch.flush();
    }
  }

  @Test
  void names_the_files_whose_bytes_the_disk_lost_and_restores_the_others() throws IOException {
    requireOthersRestored(
        new UnreadableObjectException(
            "here", lost.getFirst(), new IOException("Input/output error")));
  }

  @Test
  void names_the_files_whose_pack_the_store_refuses_and_restores_the_others() throws IOException {
    requireOthersRestored(new RefusedException("the pack is in an archive"));
  }

  private void requireOthersRestored(IOException failure) throws IOException {
    RestoreReport report = restore(failure);

    assertThat(report.failures())
        .singleElement()
        .satisfies(note -> {
          assertThat(note.path().toString()).isEqualTo("/lost");
          assertThat(note.text()).contains(failure.getMessage());
        });
    assertThat(target.resolve("there")).hasBinaryContent(RestoreTest.bytes(2, 100_000));
    assertThat(target.resolve("lost")).doesNotExist();
  }

  @Test
  void ends_when_the_store_does_not_answer() {
    assertThatThrownBy(() -> restore(new IOException("no answer"))).hasMessage("no answer");
  }

  private RestoreReport restore(IOException failure) throws IOException {
    Repository repository =
        SnapshotFixture.open(
            new ForwardingObjectStore(store) {
              @Override
              public byte[] read(ObjectName name, long offset, int length) throws IOException {
                if (lost.contains(name)) {
                  throw failure;
                }
                return store.read(name, offset, length);
              }
            });
    repository.loadIndex();
    RestoreRequest request =
        new RestoreRequest(
            tree, BytePath.of(target.toString()), Selection.ALL, RestoreRequest.Options.DEFAULT);
    return new Restore(repository, request).run(new RestoreCounts(), RestoreListener.SILENT);
  }

  private List<ObjectName> packs() throws IOException {
    List<ObjectName> packs = new ArrayList<>();
    store.list(ObjectKind.PACK, (name, _) -> packs.add(name));
    return packs;
  }
}
