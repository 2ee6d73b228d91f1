package io.holdfast.repository.prune;

import io.holdfast.repository.Repository;
import io.holdfast.repository.blob.BlobCodec;
import io.holdfast.repository.blob.BlobWriter;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.index.BlobIndex;
import io.holdfast.repository.index.PackedBlob;
import io.holdfast.repository.lock.RepositoryLock;
import io.holdfast.repository.object.DamagedObjectException;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.pack.PackEntry;
import io.holdfast.repository.prune.PruneListener.Step;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.task.Tasks;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Stores the used blobs of some packs once more, each verified on the way.
 *
 * <p>The index in memory does not know whole ids, and it need not: what a blob's id is, the hash of
 * its plaintext says, and that it is the blob that was expected, the index then confirms. Where a
 * blob cannot be read, another copy in the same packs will do.
 */
final class Repack {
  /** About so many bytes are read at a time, more only for a larger blob. */
  private static final int PIECE = 2 << 20;

  /** So many bytes that nobody needs are read rather than asking the store twice. */
  private static final int GAP = 256 << 10;

  private static final int MOST_FAILURES = 20;

  private final Repository repository;
  private final BlobIndex index;
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
          pack(writer, codec, ObjectName.of(ObjectKind.PACK, id.hash()), needed);
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

  private void pack(BlobWriter writer, BlobCodec codec, ObjectName pack, List<PackedBlob> blobs)
      throws IOException {
    List<PackedBlob> piece = new ArrayList<>();
    for (PackedBlob blob : blobs) {
      if (!piece.isEmpty()) {
        long start = piece.getFirst().offset();
        long end = piece.getLast().offset() + piece.getLast().length();
        if (blob.offset() - end > GAP
            || blob.offset() < end
            || blob.offset() + blob.length() - start > PIECE) {
          piece(writer, codec, pack, piece);
          piece.clear();
        }
      }
      piece.add(blob);
    }
    if (!piece.isEmpty()) {
      piece(writer, codec, pack, piece);
    }
  }

  private void piece(BlobWriter writer, BlobCodec codec, ObjectName pack, List<PackedBlob> blobs)
      throws IOException {
    long start = blobs.getFirst().offset();
    long length = blobs.getLast().offset() + blobs.getLast().length() - start;
    byte[] bytes;
    try {
      bytes = repository.store().read(pack, start, Math.toIntExact(length));
    } catch (InterruptedIOException interrupted) {
      throw interrupted;
    } catch (IOException unreadable) {
      failed(unreadable);
      return;
    }
    for (PackedBlob blob : blobs) {
      blob(writer, codec, pack, blob, bytes, (int) (blob.offset() - start));
    }
  }

  private void blob(
      BlobWriter writer,
      BlobCodec codec,
      ObjectName pack,
      PackedBlob blob,
      byte[] bytes,
      int offset)
      throws IOException {
    int first = index.firstCopy(blob.ordinal());
    if (!claim(first)) {
      return;
    }
    int length;
    try {
      length = codec.viewAny(bytes, offset, blob.length(), blob.uncompressedLength());
    } catch (IOException damaged) {
      giveBack(first);
      failed(damaged(pack, blob, String.valueOf(damaged.getMessage())));
      return;
    }
    BlobId id = new BlobId(Sha256.of(codec.plain(), 0, length));
    OptionalInt known = index.ordinal(blob.type(), id);
    if (known.isEmpty() || known.getAsInt() != first) {
      giveBack(first);
      failed(damaged(pack, blob, "it holds blob " + id + " and not the one that the index names"));
      return;
    }
    if (mustCompress(blob)) {
      writer.saveAgain(blob.type(), id, Arrays.copyOf(codec.plain(), length), 0, length, codec);
    } else {
      PackEntry entry =
          new PackEntry(blob.type(), id, blob.offset(), blob.length(), blob.uncompressedLength());
      writer.saveSealed(entry, bytes, offset, codec);
    }
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

  private static IOException damaged(ObjectName pack, PackedBlob blob, String what) {
    return new DamagedObjectException(
        pack, "the blob at offset %d: %s".formatted(blob.offset(), what));
  }
}
