package io.holdfast.repository.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.index.IndexedPack;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.store.ForwardingObjectStore;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.repository.task.Interruption;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What becomes of packs when whoever stores is told to stop. */
final class StoppedWriterTest {
  private static final Duration SOON = Duration.ofMillis(300);

  private final BlobFixture blobs = new BlobFixture();

  @Test
  void packs_stay_whole_when_whoever_waits_for_the_store_is_interrupted() throws Exception {
    CountDownLatch answering = new CountDownLatch(1);
    BlockingObjectStore slow = new BlockingObjectStore(blobs.store(), answering);
    try (BlobWriter writer = blobs.writer(slow);
        BlobCodec codec = blobs.codec()) {
      AtomicReference<IOException> failure = new AtomicReference<>();
      Thread saver =
          Thread.ofPlatform()
              .start(() -> {
                try (BlobCodec own = blobs.codec()) {
                  for (int i = 0; true; i++) {
                    BlobFixture.save(writer, own, BlobType.DATA, BlobFixture.noise(i, 400_000));
                  }
                } catch (IOException interrupted) {
                  failure.set(interrupted);
                }
              });
      while (slow.waiting() < BlobFixture.SMALL.uploads()
          || saver.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }

      saver.interrupt();
      saver.join();
      assertThat(failure.get()).isInstanceOf(InterruptedIOException.class);
      answering.countDown(); // before the next blob, for it may fill the other open pack
      BlobFixture.save(writer, codec, BlobType.DATA, BlobFixture.noise(-1, 400_000));
      writer.flush(codec);
    }

    List<IndexedPack> indexed = blobs.indexedPacks();
    assertThat(indexed).hasSizeGreaterThanOrEqualTo(BlobFixture.SMALL.uploads());
    for (IndexedPack pack : indexed) {
      assertThat(blobs.header(pack.id())).isEqualTo(pack.blobs());
    }
  }

  @Test
  void whoever_is_told_to_stop_does_not_wait_for_a_slow_store() throws Exception {
    AtomicInteger packs = new AtomicInteger();
    CountDownLatch firstStored = new CountDownLatch(1);
    ObjectStore slow =
        new ForwardingObjectStore(blobs.store()) {
          @Override
          public void put(ObjectName name, ObjectContent content) throws IOException {
            boolean first = packs.getAndIncrement() == 0;
            if (name.kind() == ObjectKind.PACK && !first) {
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                throw Interruption.of(e);
              }
            }
            blobs.store().put(name, content);
            if (first) {
              firstStored.countDown();
            }
          }
        };
    try (BlobWriter writer = blobs.writer(slow);
        BlobCodec codec = blobs.codec()) {
      BlobFixture.save(writer, codec, BlobType.DATA, BlobFixture.noise(1, 5_000_000));
      firstStored.await();
      BlobFixture.save(writer, codec, BlobType.DATA, BlobFixture.noise(2, 5_000_000));
      BlobFixture.save(writer, codec, BlobType.TREE, BlobFixture.noise(3, 1_000));

      writer.salvage(codec, SOON);
    }

    assertThat(blobs.indexedPacks())
        .singleElement()
        .satisfies(pack -> assertThat(blobs.header(pack.id())).isEqualTo(pack.blobs()));
  }

  @Test
  void what_an_index_file_should_have_named_is_named_by_the_next() throws Exception {
    AtomicInteger files = new AtomicInteger();
    ObjectStore failing =
        new ForwardingObjectStore(blobs.store()) {
          @Override
          public void put(ObjectName name, ObjectContent content) throws IOException {
            if (name.kind() == ObjectKind.INDEX && files.getAndIncrement() == 0) {
              throw new InterruptedIOException("cut short");
            }
            super.put(name, content);
          }
        };
    try (BlobWriter writer = blobs.writer(failing);
        BlobCodec codec = blobs.codec()) {
      BlobFixture.save(writer, codec, BlobType.DATA, BlobFixture.noise(1, 1_000));
      assertThatThrownBy(() -> writer.flush(codec)).hasMessage("cut short");
      assertThat(blobs.indexedPacks()).isEmpty();

      writer.salvage(codec, SOON);
    }

    assertThat(blobs.indexedPacks()).hasSize(1);
  }

  /** Answers no put of a pack before it may. */
  private static final class BlockingObjectStore extends ForwardingObjectStore {
    private final CountDownLatch answering;
    private final AtomicInteger waiting = new AtomicInteger();

    BlockingObjectStore(ObjectStore store, CountDownLatch answering) {
      super(store);
      this.answering = answering;
    }

    int waiting() {
      return waiting.get();
    }

    @Override
    public void put(ObjectName name, ObjectContent content) throws IOException {
      waiting.incrementAndGet();
      try {
        answering.await();
      } catch (InterruptedException interrupted) {
        throw new InterruptedIOException();
      }
      super.put(name, content);
    }
  }
}
