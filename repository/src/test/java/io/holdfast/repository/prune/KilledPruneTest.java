package io.holdfast.repository.prune;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.StoppingObjectStore;
import io.holdfast.testkit.fact.Fact;
import java.io.IOException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A prune that is killed before and after each of its store calls. */
final class KilledPruneTest {
  private static final PruneRequest TIGHT =
      PruneRequest.DEFAULT.withMaxUnused(new MaxUnused.Bytes(0));

  @Test
  @Fact("F38")
  void leaves_everything_used_and_the_next_one_finishes() throws IOException {
    Workshop workshop = new Workshop();
    SnapshotId wide = workshop.backup(LongStream.range(0, 12).toArray());
    SnapshotId lost = workshop.backup(100, 101);
    workshop.backup(LongStream.range(6, 14).toArray());
    workshop.backup(14, 15);
    workshop.forget(wide);
    workshop.forget(lost);
    workshop.store().plant("data/00/" + "0".repeat(64), new byte[100]);
    MemoryObjectStore before = workshop.store().copy();
    StoppingObjectStore counting = new StoppingObjectStore(before.copy());
    Workshop.run(counting, TIGHT);
    int calls = counting.calls();
    assertThat(calls).isGreaterThan(40);

    for (int call = 1; call <= calls; call++) {
      for (boolean takesEffect : new boolean[] {false, true}) {
        MemoryObjectStore store = before.copy();
        workshop.reset(store);

        try {
          Workshop.run(new StoppingObjectStore(store, call, takesEffect), TIGHT);
        } catch (IOException killed) {
          // as it should be; the very last calls may be answered after everything was done
        }

        for (var lock : workshop.objects(ObjectKind.LOCK)) {
          store.delete(lock);
        }
        workshop.requireSound();
        workshop.run(TIGHT);
        workshop.requireSound();
        assertThat(workshop.plan(TIGHT).isEmpty()).as("after call %d of %d", call, calls).isTrue();
      }
    }
  }
}
