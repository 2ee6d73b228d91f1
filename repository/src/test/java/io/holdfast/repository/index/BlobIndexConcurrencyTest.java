package io.holdfast.repository.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.pack.PackEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class BlobIndexConcurrencyTest {
  private static final int PACKS = 8_000;

  @Test
  void readers_find_all_that_was_added_before_while_it_grows() throws Exception {
    BlobIndex index = new BlobIndex();
    List<IndexedPack> packs = new RandomPacks(new Random(1)).packs(PACKS);
    List<IndexedPack> never = new RandomPacks(new Random(2)).packs(100);
    AtomicInteger added = new AtomicInteger();

    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Integer>> readers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        readers.add(threads.submit(reader(index, packs, never, added, i)));
      }
      for (IndexedPack pack : packs) {
        index.add(pack);
        added.incrementAndGet();
      }
      for (Future<Integer> reader : readers) {
        assertThat(reader.get()).isPositive();
      }
    }
  }

  private static Callable<Integer> reader(
      BlobIndex index,
      List<IndexedPack> packs,
      List<IndexedPack> never,
      AtomicInteger added,
      int seed) {
    return () -> {
      Random random = new Random(seed);
      int looked = 0;
      while (added.get() < PACKS) {
        int known = added.get();
        if (known == 0) {
          Thread.onSpinWait();
          continue;
        }
        // The newest are the likeliest to be seen half-done.
        int number =
            random.nextBoolean() ? random.nextInt(known) : Math.max(0, known - 1 - looked % 3);
        IndexedPack pack = packs.get(number);
        PackEntry entry = pack.blobs().get(random.nextInt(pack.blobs().size()));
        assertThat(index.findAll(entry.type(), entry.id()))
            .contains(new Location(pack.id(), entry));
        PackEntry absent = never.get(random.nextInt(never.size())).blobs().getFirst();
        assertThat(index.contains(absent.type(), absent.id())).isFalse();
        looked++;
      }
      return looked;
    };
  }

  @Test
  void writers_add_at_the_same_time() throws Exception {
    BlobIndex index = new BlobIndex();
    List<List<IndexedPack>> parts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      parts.add(new RandomPacks(new Random(10 + i)).packs(2000));
    }

    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> writers = new ArrayList<>();
      for (List<IndexedPack> part : parts) {
        writers.add(threads.submit(() -> part.forEach(index::add)));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
    }

    assertThat(index.packCount()).isEqualTo(8000);
    for (List<IndexedPack> part : parts) {
      for (IndexedPack pack : part) {
        PackEntry entry = pack.blobs().getFirst();
        assertThat(index.findAll(entry.type(), entry.id()))
            .contains(new Location(pack.id(), entry));
      }
    }
  }
}
