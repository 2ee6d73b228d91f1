package io.holdfast.repository.check;

import io.holdfast.repository.Repository;
import io.holdfast.repository.blob.BlobCodec;
import io.holdfast.repository.check.CheckListener.Step;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.store.NoSuchObjectException;
import io.holdfast.repository.task.Tasks;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Reads packs and looks at every byte.
 *
 * <p>Some threads read, others compute; each pack has one of either, and at most two pieces between
 * them. Both take the packs in the same order, so whoever waits for the other end waits for one
 * that is at work.
 */
final class DataCheck implements AutoCloseable {
  private static final int WORKERS = Runtime.getRuntime().availableProcessors();

  // So many packs in a row that cannot be read are no damage but a store that is gone.
  private static final int MOST_FAILURES = 20;

  private final Repository repository;
  private final Findings findings;
  private final CheckListener listener;
  private final Queue<BlobCodec> codecs = new ConcurrentLinkedQueue<>();
  private final PieceMemory memory = new PieceMemory();
  private final AtomicInteger failuresInARow = new AtomicInteger();
  private final LongAdder bytesRead = new LongAdder();

  DataCheck(Repository repository, Findings findings, CheckListener listener) {
    this.repository = repository;
    this.findings = findings;
    this.listener = listener;
  }

  /** Reads these packs, of the given sizes. */
  void run(Map<PackId, Long> packs, Set<PackId> split, int connections) throws IOException {
    listener.begins(Step.DATA, packs.values().stream().mapToLong(Long::longValue).sum());
    try (Tasks workers = Tasks.computing("verify", WORKERS, connections);
        Tasks readers = Tasks.waiting("read", connections, 1)) {
      try {
        submit(packs, split, workers, readers);
        readers.join();
      } catch (InterruptedIOException abandoned) {
        // What the readers hear of is that nobody takes their pieces, not why.
        if (workers.failed()) {
          workers.join();
        }
        throw abandoned;
      }
      workers.join();
    }
  }

  private void submit(Map<PackId, Long> packs, Set<PackId> split, Tasks workers, Tasks readers)
      throws IOException {
    IndexedBlobs.forEach(
        repository.index(),
        split,
        (id, blobs) -> {
          Long size = packs.get(id);
          if (size != null) {
            PackDownload download =
                new PackDownload(
                    new PackReading(id, size, blobs),
                    repository.store(),
                    memory,
                    () -> workers.failed() || readers.failed());
            workers.submit(() -> verify(download));
            readers.submit(download::run);
          }
        });
  }

  long bytesRead() {
    return bytesRead.sum();
  }

  @Override
  public void close() {
    codecs.forEach(BlobCodec::close);
  }

  private void verify(PackDownload download) throws IOException, InterruptedException {
    PackReading reading = download.reading();
    BlobCodec codec = codecs.poll();
    if (codec == null) {
      codec = repository.newCodec();
    }
    try {
      PackVerifier.Verdict verdict =
          new PackVerifier(reading, repository.index(), codec).verify(download);
      if (!verdict.isSound()) {
        judge(reading, verdict, codec);
      }
      failuresInARow.set(0);
    } catch (NoSuchObjectException gone) {
      findings.add(new Damage.MissingPack(reading.id()));
      reading.blobs().forEach(blob -> findings.unreadable(blob.ordinal()));
    } catch (IOException failure) {
      unreadable(reading, failure);
    } finally {
      codecs.add(codec);
    }
    bytesRead.add(reading.size());
    listener.advances(Step.DATA, reading.size());
  }

  /** Reads the pack once more: what is right then was wrong on the way, not in the store. */
  private void judge(PackReading reading, PackVerifier.Verdict first, BlobCodec codec)
      throws IOException, InterruptedException {
    PackVerifier.Verdict second =
        new PackVerifier(reading, repository.index(), codec)
            .verify(reading.from(repository.store(), memory));
    if (second.isSound()) {
      findings.add(new Damage.FlickeringPack(reading.id(), first.flaws().getFirst()));
      return;
    }
    second.unreadable().stream().forEach(findings::unreadable);
    findings.add(new Damage.DamagedPack(reading.id(), second.flaws(), second.flawCount()));
  }

  private void unreadable(PackReading reading, IOException failure) throws IOException {
    String reason = Findings.reason(failure);
    if (failuresInARow.incrementAndGet() >= MOST_FAILURES) {
      throw new IOException(
          "%d packs in a row could not be read, so the check ends here; the last one: %s"
              .formatted(MOST_FAILURES, reason),
          failure);
    }
    findings.add(new Damage.UnreadablePack(reading.id(), reason));
    reading.blobs().forEach(blob -> findings.unreadable(blob.ordinal()));
  }
}
