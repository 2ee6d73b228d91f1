package io.holdfast.repository.blob;

import io.holdfast.repository.crypto.AuthenticatedCipher;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.index.IndexedPack;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.pack.PackEntry;
import io.holdfast.repository.pack.PackHeader;
import io.holdfast.repository.store.ObjectContent;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/** A pack that blobs are still being added to; not thread-safe. */
final class OpenPack {
  /** A pack as it will be stored. */
  record Finished(IndexedPack indexed, ObjectContent content) {}

  // Leaves room for a last blob, so that a header never grows beyond what readers accept (F12).
  private static final int MOST_BLOBS = 200_000;

  private final SlabPool pool;
  private final List<byte[]> slabs = new ArrayList<>();
  private final List<PackEntry> entries = new ArrayList<>();
  private long size;
  private boolean sealed;

  OpenPack(SlabPool pool) {
    this.pool = pool;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Whether no more should be added to a pack that aims at {@code target} bytes. */
  boolean isFull(long target) {
    return size >= target || entries.size() >= MOST_BLOBS;
  }

  /**
   * Whether a blob of so many sealed bytes still goes well into a pack that aims at {@code target}
   * bytes. A large one goes into the next, or packs, each of which is memory, would become up to
   * half again as long; but not while this one is what a prune calls small.
   */
  boolean hasRoomFor(int length, long target) {
    return size < target / 5 * 4 || size + length <= target + target / 8;
  }

  void add(BlobType type, BlobId id, BlobCodec.Encoded encoded) {
    requireUnsealed();
    entries.add(new PackEntry(type, id, size, encoded.length(), encoded.uncompressedLength()));
    append(encoded.sealed(), encoded.offset(), encoded.length());
  }

  /** Ends the pack with its header; nothing can be added afterwards. */
  void seal(AuthenticatedCipher cipher) {
    requireUnsealed();
    sealed = true;
    byte[] header = cipher.seal(PackHeader.encode(entries));
    append(header, 0, header.length);
    byte[] trailer = PackHeader.trailer(header.length);
    append(trailer, 0, trailer.length);
  }

  /** The sealed pack with its name, which takes a pass over all of its bytes. */
  Finished finish() {
    MessageDigest digest = Sha256.newDigest();
    List<ByteBuffer> pieces = new ArrayList<>(slabs.size());
    long left = size;
    for (byte[] slab : slabs) {
      int used = (int) Math.min(left, SlabPool.SLAB);
      digest.update(slab, 0, used);
      pieces.add(ByteBuffer.wrap(slab, 0, used));
      left -= used;
    }
    Sha256 hash = Sha256.at(digest.digest(), 0);
    return new Finished(
        new IndexedPack(new PackId(hash), entries), new ObjectContent(pieces, hash));
  }

  /** Gives the memory back; the content of what was finished is gone with it. */
  void release() {
    slabs.forEach(pool::giveBack);
    slabs.clear();
  }

  private void requireUnsealed() {
    if (sealed) {
      throw new IllegalStateException("nothing may follow the header of a pack");
    }
  }

  private void append(byte[] bytes, int offset, int length) {
    int done = 0;
    while (done < length) {
      int at = (int) (size % SlabPool.SLAB);
      if (at == 0) {
        slabs.add(pool.take());
      }
      int count = Math.min(length - done, SlabPool.SLAB - at);
      System.arraycopy(bytes, offset + done, slabs.getLast(), at, count);
      done += count;
      size += count;
    }
  }
}
