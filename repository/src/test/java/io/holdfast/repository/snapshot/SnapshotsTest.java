package io.holdfast.repository.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.Repository;
import io.holdfast.repository.SnapshotFixture;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.store.ForwardingObjectStore;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.repository.task.Interruption;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

final class SnapshotsTest {
  private final MemoryObjectStore store = new MemoryObjectStore();
  private final TreeSet<SnapshotId> ids = new TreeSet<>();
  private final Set<SnapshotId> damaged = new TreeSet<>();
  private final Set<SnapshotId> read = new ConcurrentSkipListSet<>();

  SnapshotsTest() throws IOException {
    SnapshotFixture fixture = new SnapshotFixture(store);
    for (int i = 0; i < 10; i++) {
      try (SnapshotFixture.Batch batch = fixture.batch()) {
        ids.add(batch.snapshot(batch.tree(), SnapshotFixture.TIME.plusSeconds(i)));
      }
    }
  }

  /** Damages those that are to be, and notes which were read. */
  private ObjectStore watched() {
    return new ForwardingObjectStore(store) {
      @Override
      public byte[] read(ObjectName name, long offset, int length) throws IOException {
        byte[] bytes = super.read(name, offset, length);
        if (name.kind() == ObjectKind.SNAPSHOT) {
          SnapshotId id = new SnapshotId(name.hash());
          read.add(id);
          bytes[0] ^= damaged.contains(id) ? (byte) 1 : 0;
        }
        return bytes;
      }
    };
  }

  @Test
  void several_are_read_at_the_same_time() throws IOException {
    CyclicBarrier five = new CyclicBarrier(5);
    ObjectStore slow =
        new ForwardingObjectStore(store) {
          @Override
          public byte[] read(ObjectName name, long offset, int length) throws IOException {
            if (name.kind() == ObjectKind.SNAPSHOT) {
              awaitOthers(five);
            }
            return super.read(name, offset, length);
          }
        };

    try (Repository repository = SnapshotFixture.open(slow)) {
      assertThat(repository.snapshots().all()).containsOnlyKeys(ids);
      assertThat(repository.snapshots().readable(_ -> {})).containsOnlyKeys(ids);
    }
  }

  private static void awaitOthers(CyclicBarrier barrier) throws IOException {
    try {
      barrier.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException interrupted) {
      throw Interruption.of(interrupted);
    } catch (BrokenBarrierException | TimeoutException alone) {
      throw new IOException("no others are read at the same time", alone);
    }
  }

  @Test
  void damage_is_told_in_the_order_of_the_ids() throws IOException {
    damaged.add(ids.first());
    damaged.add(ids.last());
    List<String> told = new ArrayList<>();

    try (Repository repository = SnapshotFixture.open(watched())) {
      assertThat(repository.snapshots().readable(damage -> told.add(damage.name().hash().hex())))
          .hasSize(8)
          .doesNotContainKeys(ids.first(), ids.last());
      assertThat(told).containsExactly(ids.first().hex(), ids.last().hex());
      assertThatThrownBy(() -> repository.snapshots().all())
          .hasMessageContaining(ids.first().hex() + " is damaged");
    }
  }

  @Test
  void those_that_are_not_asked_for_are_not_read() throws IOException {
    damaged.add(ids.first());

    try (Repository repository = SnapshotFixture.open(watched())) {
      assertThat(repository.snapshots().these(List.of(ids.last()))).containsOnlyKeys(ids.last());
      assertThat(read).containsExactly(ids.last());
    }
  }
}
