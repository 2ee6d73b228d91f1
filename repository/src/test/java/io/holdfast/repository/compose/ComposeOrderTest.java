package io.holdfast.repository.compose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.Repository;
import io.holdfast.repository.SnapshotFixture;
import io.holdfast.repository.TreePath;
import io.holdfast.repository.dump.Dump;
import io.holdfast.repository.lock.RepositoryLock;
import io.holdfast.repository.snapshot.Snapshot;
import io.holdfast.repository.snapshot.SnapshotAuthor;
import io.holdfast.repository.store.ForwardingObjectStore;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.repository.store.StoppingObjectStore;
import io.holdfast.repository.tree.NodeName;
import io.holdfast.testkit.fact.Fact;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What composing asks of the store, in order. */
final class ComposeOrderTest {
  private final MemoryObjectStore memory = new MemoryObjectStore();

  @BeforeEach
  void create() throws IOException {
    new SnapshotFixture(memory);
  }

  @Test
  @Fact("F38")
  void stores_packs_then_the_index_then_the_snapshot() throws IOException {
    Calls store = new Calls(memory, false);

    compose(store);

    List<ObjectKind> puts = store.puts;
    assertThat(puts.indexOf(ObjectKind.INDEX)).isGreaterThan(puts.lastIndexOf(ObjectKind.PACK));
    assertThat(puts.getFirst()).isEqualTo(ObjectKind.LOCK);
    assertThat(puts.getLast()).isEqualTo(ObjectKind.SNAPSHOT);
  }

  @Test
  void there_is_no_snapshot_when_somebody_has_removed_the_lock() throws IOException {
    assertThatThrownBy(() -> compose(new Calls(memory, true)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("lock");

    assertThat(snapshots(memory)).isZero();
  }

  @Test
  void whenever_it_is_killed_the_snapshot_is_there_whole_or_not_at_all() throws IOException {
    StoppingObjectStore counting = new StoppingObjectStore(memory.copy());
    compose(counting);

    int whole = 0;
    for (int call = 1; call <= counting.calls(); call++) {
      MemoryObjectStore copy = memory.copy();
      try {
        compose(new StoppingObjectStore(copy, call, call % 2 == 0));
      } catch (IOException killed) {
        // as it should be; giving the lock back may be the call that fails
      }
      whole += requireWhole(copy);
    }
    assertThat(whole).isBetween(1, counting.calls() - 1);
  }

  private static int requireWhole(MemoryObjectStore store) throws IOException {
    try (Repository repository = SnapshotFixture.open(store)) {
      repository.loadIndex();
      for (Snapshot snapshot : repository.snapshots().all().values()) {
        byte[] manifest =
            new Dump(repository).smallFile(snapshot.tree(), MANIFEST, 100).orElseThrow();
        assertThat(manifest).isEqualTo("{}".getBytes(UTF_8));
      }
    }
    return snapshots(store);
  }

  private static final TreePath MANIFEST = TreePath.ROOT.child(NodeName.of("manifest.json"));

  private static void compose(ObjectStore store) throws IOException {
    try (Repository repository = SnapshotFixture.open(store);
        RepositoryLock lock = SnapshotFixture.lock(repository, false)) {
      new Compose(repository, lock)
          .run(
              new ComposeRequest(
                  List.of(new Piece.Made(MANIFEST, "{}".getBytes(UTF_8), 0600)),
                  new ComposeRequest.Labels(
                      SnapshotFixture.TIME,
                      List.of("/shop"),
                      List.of(),
                      new SnapshotAuthor("host", "user", 0, 0, "test"),
                      null),
                  ComposeRequest.Settings.DEFAULT));
    }
  }

  private static int snapshots(MemoryObjectStore store) throws IOException {
    List<ObjectName> found = new ArrayList<>();
    store.list(ObjectKind.SNAPSHOT, (name, _) -> found.add(name));
    return found.size();
  }

  /** Notes what is put. */
  private static final class Calls extends ForwardingObjectStore {
    private final List<ObjectKind> puts = new ArrayList<>();
    private final boolean losesLock;

    /**
     * @param losesLock whether somebody removes the lock while the index is written
     */
    Calls(MemoryObjectStore store, boolean losesLock) {
      super(store);
      this.losesLock = losesLock;
    }

    @Override
    public synchronized void put(ObjectName name, ObjectContent content) throws IOException {
      puts.add(name.kind());
      store.put(name, content);
      if (losesLock && name.kind() == ObjectKind.INDEX) {
        List<ObjectName> locks = new ArrayList<>();
        store.list(ObjectKind.LOCK, (lock, _) -> locks.add(lock));
        for (ObjectName lock : locks) {
          store.delete(lock);
        }
      }
    }
  }
}
