package io.holdfast.repository.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.pack.PackEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class PendingBlobsTest {
  private final BlobIndex index = new BlobIndex();
  private final PendingBlobs pending = new PendingBlobs(index);

  @Test
  void lets_one_caller_store_a_blob() {
    assertThat(pending.claim(BlobType.DATA, id(1))).isTrue();
    assertThat(pending.claim(BlobType.DATA, id(1))).isFalse();
    assertThat(pending.claim(BlobType.TREE, id(1))).isTrue();
    assertThat(pending.size()).isEqualTo(2);
  }

  @Test
  void lets_nobody_store_a_stored_blob() {
    IndexedPack pack = pack(1);
    pending.claim(BlobType.DATA, id(1));

    index.add(pack);
    pending.release(pack);

    assertThat(pending.claim(BlobType.DATA, id(1))).isFalse();
    assertThat(pending.size()).isZero();
  }

  @Test
  void lets_no_two_workers_store_the_same_blob_while_packs_are_finished() throws Exception {
    int blobs = 20_000;

    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> workers = new ArrayList<>();
      for (int worker = 0; worker < 4; worker++) {
        workers.add(threads.submit(() -> store(blobs)));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
    }

    assertThat(index.blobCount()).isEqualTo(blobs);
    assertThat(pending.size()).isZero();
  }

  private void store(int blobs) {
    for (int i = 0; i < blobs; i++) {
      if (pending.claim(BlobType.DATA, id(i))) {
        IndexedPack pack = pack(i);
        index.add(pack);
        pending.release(pack);
      }
    }
  }

  private static IndexedPack pack(int number) {
    PackEntry entry = new PackEntry(BlobType.DATA, id(number), 0, 100, 0);
    // A pack of its own for each time a blob is stored, as the index takes the same pack once.
    long unique = System.nanoTime();
    return new IndexedPack(
        new PackId(new Sha256(number, unique, Thread.currentThread().threadId(), 0)),
        List.of(entry));
  }

  private static BlobId id(int number) {
    return new BlobId(new Sha256(number, number, number, number));
  }
}
