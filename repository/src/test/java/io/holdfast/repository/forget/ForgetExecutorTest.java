package io.holdfast.repository.forget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.Repository;
import io.holdfast.repository.SnapshotFixture;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.lock.RepositoryLock;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.repository.store.StoppingObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

final class ForgetExecutorTest {
  private final MemoryObjectStore store = new MemoryObjectStore();
  private final List<SnapshotId> snapshots = new ArrayList<>();

  ForgetExecutorTest() throws IOException {
    SnapshotFixture fixture = new SnapshotFixture(store);
    for (int i = 0; i < 5; i++) {
      try (SnapshotFixture.Batch batch = fixture.batch()) {
        snapshots.add(batch.snapshot(batch.tree(), SnapshotFixture.TIME.plusSeconds(i)));
      }
    }
  }

  private static List<SnapshotId> remove(
      ObjectStore store, List<SnapshotId> ids, boolean exclusive, InstantSource clock)
      throws IOException {
    Queue<SnapshotId> told = new ConcurrentLinkedQueue<>();
    try (Repository repository = SnapshotFixture.open(store);
        RepositoryLock lock = SnapshotFixture.lock(repository, exclusive)) {
      new ForgetExecutor(repository, lock, clock).remove(ids, told::add);
    }
    return List.copyOf(told);
  }

  private static List<SnapshotId> left(ObjectStore store) throws IOException {
    try (Repository repository = SnapshotFixture.open(store)) {
      return repository.snapshots().ids();
    }
  }

  @Test
  void removes_these_snapshots_and_no_others() throws IOException {
    List<SnapshotId> going = snapshots.subList(1, 4);

    assertThat(remove(store, going, true, InstantSource.system()))
        .containsExactlyInAnyOrderElementsOf(going);

    assertThat(left(store)).containsExactlyInAnyOrder(snapshots.get(0), snapshots.get(4));
    // Gone already is as good.
    assertThat(remove(store, going, true, InstantSource.system())).hasSize(3);
  }

  @Test
  void removes_nothing_under_a_shared_lock_or_by_a_wrong_clock() throws IOException {
    InstantSource late = InstantSource.offset(InstantSource.system(), Duration.ofMinutes(6));

    assertThatThrownBy(() -> remove(store, snapshots, false, InstantSource.system()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> remove(store, snapshots, true, late))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the clock of memory says");

    assertThat(left(store)).hasSize(5);
  }

  @Test
  void whenever_it_is_killed_the_others_are_there() throws IOException {
    List<SnapshotId> going = snapshots.subList(0, 3);
    StoppingObjectStore counting = new StoppingObjectStore(store.copy());
    remove(counting, going, true, InstantSource.system());

    for (int call = 1; call <= counting.calls(); call++) {
      for (boolean takesEffect : new boolean[] {false, true}) {
        MemoryObjectStore copy = store.copy();
        try {
          remove(
              new StoppingObjectStore(copy, call, takesEffect),
              going,
              true,
              InstantSource.system());
        } catch (IOException killed) {
          // as it should be; giving the lock back may be the call that fails
        }
        try (Repository repository = SnapshotFixture.open(copy)) {
          assertThat(repository.snapshots().all().keySet()).containsAll(snapshots.subList(3, 5));
        }
      }
    }
  }
}
