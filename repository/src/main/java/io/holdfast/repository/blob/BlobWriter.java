package io.holdfast.repository.blob;

import io.holdfast.repository.crypto.AuthenticatedCipher;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.index.BlobIndex;
import io.holdfast.repository.index.IndexedPack;
import io.holdfast.repository.index.PendingBlobs;
import io.holdfast.repository.lock.LockGuard;
import io.holdfast.repository.object.SealedObjects;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.pack.PackEntry;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.repository.task.BriefTask;
import io.holdfast.repository.task.Tasks;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;

/**
 * The way of new blobs into the repository; thread-safe.
 *
 * <p>A blob is stored once: whoever saves it first claims it, everybody else is told that it is
 * known. A pack is in the index, and so in an index file, only after the store has taken it, so an
 * index never names what is not there (F38). Data blobs go to one of two open packs at random, as
 * in restic since 0.18: an observer of the store then cannot line packs up with file content (F15).
 */
public final class BlobWriter implements AutoCloseable {
  /**
   * How packs are made.
   *
   * @param packSize bytes at which a pack is closed; 4 to 128 MiB
   * @param uploads packs on their way to the store at the same time
   */
  public record Settings(long packSize, int uploads) {
    public static final Settings DEFAULT = new Settings(16L << 20, 2);

    public Settings {
      if (packSize < 4L << 20 || packSize > 128L << 20) {
        throw new IllegalArgumentException(
            "a pack size of " + packSize + " bytes is out of range: expected 4 to 128 MiB");
      }
    }
  }

  /**
   * What became of a blob.
   *
   * @param isNew whether it was not in the repository before
   * @param storedLength the bytes it takes in its pack; 0 unless new
   */
  public record Saved(boolean isNew, int storedLength) {
    private static final Saved KNOWN = new Saved(false, 0);
  }

  private static final int DATA_PACKERS = 2;

  private static final Duration SALVAGE = Duration.ofSeconds(4);

  private final ObjectStore store;
  private final BlobIndex index;
  private final Settings settings;
  private final Tasks uploads;
  private final PendingBlobs pending;
  private final IndexWriter indexFiles;
  private final SlabPool pool = new SlabPool();
  private final List<Packer> dataPackers = new ArrayList<>();
  private final Packer treePacker = new Packer();
  private final LongAdder storedBytes = new LongAdder();

  /**
   * @param lock asked before each index file
   */
  public BlobWriter(
      ObjectStore store,
      SealedObjects objects,
      BlobIndex index,
      Settings settings,
      LockGuard lock) {
    this.store = store;
    this.index = index;
    this.settings = settings;
    this.pending = new PendingBlobs(index);
    this.indexFiles = new IndexWriter(objects, lock);
    // Each pack that waits is memory: nobody fills another one meanwhile.
    this.uploads = Tasks.waiting("upload", settings.uploads(), 0);
    for (int i = 0; i < DATA_PACKERS; i++) {
      dataPackers.add(new Packer());
    }
  }

  /**
   * Stores a blob unless the repository has it.
   *
   * <p>When this returns, the blob is on its way; {@link #flush} says that it arrived.
   *
   * @param codec the calling thread's
   */
  public Saved save(BlobType type, BlobId id, byte[] plain, int offset, int length, BlobCodec codec)
      throws IOException {
    if (!pending.claim(type, id)) {
      return Saved.KNOWN;
    }
    return saveAgain(type, id, plain, offset, length, codec);
  }

  /**
   * Stores a blob even when the index knows it, as prune does with those it takes out of packs that
   * it gives up; each once.
   */
  public Saved saveAgain(
      BlobType type, BlobId id, byte[] plain, int offset, int length, BlobCodec codec)
      throws IOException {
    try {
      BlobCodec.Encoded encoded = codec.encode(type, id, plain, offset, length);
      packerFor(type).add(type, id, encoded, codec.cipher());
      return new Saved(true, encoded.length());
    } finally {
      codec.rest();
    }
  }

  /**
   * Stores a blob again as it is sealed already, so without compressing and sealing it anew.
   *
   * <p>A sealed blob says nothing about where it lies (F9), so it is as good in another pack; and
   * the same plaintext under the same nonce gives away nothing but that it is the same blob, which
   * whoever sees both packs knows by the length.
   *
   * @param entry the blob as it stood in its old pack; the caller has opened it and compared it
   *     with its id
   * @param bytes has the sealed blob from {@code offset} on
   */
  public void saveSealed(PackEntry entry, byte[] bytes, int offset, BlobCodec codec)
      throws IOException {
    BlobCodec.Encoded encoded =
        new BlobCodec.Encoded(bytes, offset, entry.length(), entry.uncompressedLength());
    packerFor(entry.type()).add(entry.type(), entry.id(), encoded, codec.cipher());
  }

  /** Bytes of the packs stored so far. */
  public long storedBytes() {
    return storedBytes.sum();
  }

  /**
   * Ends the open packs, waits until all are stored, and writes the index files that name them;
   * nothing can be saved afterwards.
   */
  public void flush(BlobCodec codec) throws IOException {
    storeOpenPacks(codec);
    indexFiles.flush();
  }

  private void storeOpenPacks(BlobCodec codec) throws IOException {
    for (Packer packer : dataPackers) {
      packer.end(codec.cipher());
    }
    treePacker.end(codec.cipher());
    uploads.join();
  }

  /**
   * For whoever is told to stop: like {@link #flush}, but gives up what is not stored within some
   * seconds, for over a slow line that may take minutes. What is stored is indexed, so that the
   * next run finds it.
   *
   * @throws IOException when even that could not be done, or not within some more seconds
   */
  public void salvage(BlobCodec codec) throws IOException {
    salvage(codec, SALVAGE);
  }

  /**
   * @param patience for what is not stored yet
   */
  void salvage(BlobCodec codec, Duration patience) throws IOException {
    // A pack that fails or is given up is missed by nobody: no snapshot will name it.
    Optional<IOException> _ = BriefTask.run("salvage", patience, () -> storeOpenPacks(codec));
    uploads.close();
    Optional<IOException> failed = BriefTask.run("salvage", SALVAGE, indexFiles::flush);
    if (failed.isPresent()) {
      throw failed.get();
    }
  }

  /** Abandons what was not flushed; packs already stored stay behind unreferenced. */
  @Override
  public void close() {
    uploads.close();
  }

  private Packer packerFor(BlobType type) {
    return switch (type) {
      case DATA -> dataPackers.get(ThreadLocalRandom.current().nextInt(DATA_PACKERS));
      case TREE -> treePacker;
    };
  }

  private void storePack(OpenPack pack) throws IOException {
    OpenPack.Finished finished = pack.finish();
    IndexedPack indexed = finished.indexed();
    ObjectStore into =
        switch (indexed.blobs().getFirst().type()) {
          case DATA -> store;
          case TREE -> store.near();
        };
    into.put(ObjectName.of(ObjectKind.PACK, indexed.id().hash()), finished.content());
    storedBytes.add(finished.content().size());
    pack.release();
    index.add(indexed);
    pending.release(indexed);
    indexFiles.add(indexed);
  }

  /** The open pack of one type; thread-safe. */
  private final class Packer {
    private OpenPack open = new OpenPack(pool);

    // While the store cannot keep up, the full pack is handed over under the lock, so that nobody
    // fills another one meanwhile: each is 16 MiB of memory.
    synchronized void add(
        BlobType type, BlobId id, BlobCodec.Encoded encoded, AuthenticatedCipher cipher)
        throws IOException {
      if (!open.hasRoomFor(encoded.length(), settings.packSize())) {
        handOver(cipher);
      }
      open.add(type, id, encoded);
      if (open.isFull(settings.packSize())) {
        handOver(cipher);
      }
    }

    synchronized void end(AuthenticatedCipher cipher) throws IOException {
      if (!open.isEmpty()) {
        handOver(cipher);
      }
    }

    // Another pack is open before this one has ended: whoever waits to hand it over may be
    // interrupted, and what is flushed then must not be a pack that has its header already.
    private void handOver(AuthenticatedCipher cipher) throws IOException {
      OpenPack full = open;
      open = new OpenPack(pool);
      full.seal(cipher);
      uploads.submit(() -> storePack(full));
    }
  }
}
