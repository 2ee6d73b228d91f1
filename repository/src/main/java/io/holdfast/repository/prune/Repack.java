package io.holdfast.repository.prune;

import io.holdfast.repository.Repository;
import io.holdfast.repository.blob.BlobCodec;
import io.holdfast.repository.blob.BlobWriter;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.index.BlobIndex;
import io.holdfast.repository.index.PackedBlob;
import io.holdfast.repository.lock.RepositoryLock;
import io.holdfast.repository.object.DamagedObjectException;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.pack.PackEntry;
import io.holdfast.repository.prune.PruneListener.Step;
import io.holdfast.repository.task.Tasks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Stores the used blobs of some packs once more, each verified on the way.
 *
 * <p>Where a blob cannot be read, another copy in the same packs will do.
 */
final class Repack {
  private static final int MOST_FAILURES = 20;

  private final Repository repository;
  private final BlobIndex index;
  private final VerifiedRead reading;
  private final RepositoryLock lock;
  private final PruneRequest request;
  private final PruneListener listener;
  private final Set<PackId> packs;
  private final ConcurrentLinkedQueue<BlobCodec> codecs = new ConcurrentLinkedQueue<>();

  // First copies' ordinals of the blobs to store; guarded by itself.
  private final BitSet left;
  private @Nullable IOException trouble;

  /**
   * @param packs to take blobs from
   * @param left the ordinals of the first copies of the blobs to store; emptied on the way
   */
  Repack(
      Repository repository,
      RepositoryLock lock,
      PruneRequest request,
      PruneListener listener,
      Set<PackId> packs,
      BitSet left) {
    this.repository = repository;
    this.index = repository.index();
    this.reading = new VerifiedRead(repository.store(), index);
    this.lock = lock;
    this.request = request;
    this.listener = listener;
    this.packs = packs;
    this.left = left;
  }

  /**
   * Stores them, and the index files that name them.
   *
   * @return the bytes of the new packs
   * @throws IOException also when a blob has no readable copy in the packs; the message names one's
   *     pack
   */
  long run() throws IOException {
    listener.begins(Step.REPACK, packs.size());
    BlobWriter.Settings settings =
        new BlobWriter.Settings(request.packSize(), BlobWriter.Settings.DEFAULT.uploads());
    try (BlobWriter writer = repository.newWriter(settings);
        BlobCodec codec = repository.newCodec()) {
      pass(writer);
      if (trouble != null && !left.isEmpty()) {
        // A copy may have been passed over while the other one's turn was not over.
        pass(writer);
      }
      if (!left.isEmpty()) {
        throw new IOException(
            "%d used blobs could not be stored again, so nothing is removed; run 'holdfast check --read-data' to see what that affects"
                .formatted(left.cardinality()),
            trouble);
      }
      lock.requireHeld();
      writer.flush(codec);
      return writer.storedBytes();
    } finally {
      codecs.forEach(BlobCodec::close);
    }
  }

  private void pass(BlobWriter writer) throws IOException {
    int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8);
    try (Tasks tasks = Tasks.computing("repack", threads, 1)) {
      index.forEachPack((id, blobs) -> submit(tasks, writer, id, blobs));
      tasks.join();
    } catch (UncheckedIOException wrapped) {
      throw wrapped.getCause();
    }
  }

  private void submit(Tasks tasks, BlobWriter writer, PackId id, List<PackedBlob> blobs) {
    if (!packs.contains(id)) {
      return;
    }
    List<PackedBlob> needed = blobs.stream().filter(this::isLeft).toList();
    try {
      tasks.submit(() -> {
        lock.requireHeld();
        BlobCodec pooled = codecs.poll();
        BlobCodec codec = pooled != null ? pooled : repository.newCodec();
        try {
          reading.read(id, needed, codec, into(writer, codec));
        } finally {
          codecs.add(codec);
        }
        listener.advances(Step.REPACK, 1);
      });
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private boolean isLeft(PackedBlob blob) {
    synchronized (left) {
      return left.get(index.firstCopy(blob.ordinal()));
    }
  }

  private VerifiedRead.Visitor into(BlobWriter writer, BlobCodec codec) {
    return new VerifiedRead.Visitor() {
      @Override
      public boolean wants(PackedBlob blob) {
        return claim(index.firstCopy(blob.ordinal()));
      }

      @Override
      public void sound(PackedBlob blob, BlobId id, int length, byte[] bytes, int offset)
          throws IOException {
        if (mustCompress(blob)) {
          writer.saveAgain(blob.type(), id, Arrays.copyOf(codec.plain(), length), 0, length, codec);
        } else {
          PackEntry entry =
              new PackEntry(
                  blob.type(), id, blob.offset(), blob.length(), blob.uncompressedLength());
          writer.saveSealed(entry, bytes, offset, codec);
        }
      }

      @Override
      public void damaged(PackedBlob blob, DamagedObjectException why) {
        giveBack(index.firstCopy(blob.ordinal()));
        failed(why);
      }

      @Override
      public void unreadable(List<PackedBlob> blobs, IOException why) {
        failed(why);
      }
    };
  }

  private boolean mustCompress(PackedBlob blob) {
    return !blob.compressed()
        && blob.length() > PackEntry.OVERHEAD
        && (request.uncompressed() || blob.type() == BlobType.TREE);
  }

  private boolean claim(int first) {
    synchronized (left) {
      boolean claimed = left.get(first);
      left.clear(first);
      return claimed;
    }
  }

  private void giveBack(int first) {
    synchronized (left) {
      left.set(first);
    }
  }

  /** Keeps the first failures: a pack may have hundreds of thousands of bad blobs. */
  private synchronized void failed(IOException failure) {
    if (trouble == null) {
      trouble = failure;
    } else if (trouble.getSuppressed().length < MOST_FAILURES) {
      trouble.addSuppressed(failure);
    }
  }
}
