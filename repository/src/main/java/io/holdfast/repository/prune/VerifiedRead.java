package io.holdfast.repository.prune;

import io.holdfast.repository.blob.BlobCodec;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.index.BlobIndex;
import io.holdfast.repository.index.PackedBlob;
import io.holdfast.repository.object.DamagedObjectException;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Reads blobs where they lie in a pack of the store, and says of each whether it is the one that
 * the index names.
 *
 * <p>The index in memory does not know whole ids, and it need not: what a blob's id is, the hash of
 * its plaintext says, and that it is the blob that was expected, the index then confirms.
 */
final class VerifiedRead {
  /** About so many bytes are read at a time, more only for a larger blob. */
  private static final int PIECE = 2 << 20;

  /** So many bytes that nobody needs are read rather than asking the store twice. */
  private static final int GAP = 256 << 10;

  /** Takes what comes of reading. */
  interface Visitor {
    /** Asked right before a blob is looked at. */
    boolean wants(PackedBlob blob);

    /**
     * It is the blob.
     *
     * @param length of the plaintext, which the codec has
     * @param bytes has the sealed blob from {@code offset} on
     */
    void sound(PackedBlob blob, BlobId id, int length, byte[] bytes, int offset) throws IOException;

    /** It is not; the blob was wanted. */
    void damaged(PackedBlob blob, DamagedObjectException why);

    /** The bytes of these could not be read; nobody was asked whether they are wanted. */
    void unreadable(List<PackedBlob> blobs, IOException why) throws IOException;
  }

  private final ObjectStore store;
  private final BlobIndex index;

  VerifiedRead(ObjectStore store, BlobIndex index) {
    this.store = store;
    this.index = index;
  }

  /**
   * Reads blobs of one pack.
   *
   * @param blobs by offset
   * @param codec the calling thread's
   */
  void read(PackId pack, List<PackedBlob> blobs, BlobCodec codec, Visitor visitor)
      throws IOException {
    ObjectName name = ObjectName.of(ObjectKind.PACK, pack.hash());
    List<PackedBlob> piece = new ArrayList<>();
    for (PackedBlob blob : blobs) {
      if (!piece.isEmpty()) {
        long start = piece.getFirst().offset();
        long end = piece.getLast().offset() + piece.getLast().length();
        if (blob.offset() - end > GAP
            || blob.offset() < end
            || blob.offset() + blob.length() - start > PIECE) {
          piece(name, piece, codec, visitor);
          piece.clear();
        }
      }
      piece.add(blob);
    }
    if (!piece.isEmpty()) {
      piece(name, piece, codec, visitor);
    }
  }

  private void piece(ObjectName pack, List<PackedBlob> blobs, BlobCodec codec, Visitor visitor)
      throws IOException {
    long start = blobs.getFirst().offset();
    long length = blobs.getLast().offset() + blobs.getLast().length() - start;
    byte[] bytes;
    try {
      bytes = store.read(pack, start, Math.toIntExact(length));
    } catch (InterruptedIOException interrupted) {
      throw interrupted;
    } catch (IOException unreadable) {
      visitor.unreadable(List.copyOf(blobs), unreadable);
      return;
    }
    for (PackedBlob blob : blobs) {
      if (visitor.wants(blob)) {
        blob(pack, blob, bytes, (int) (blob.offset() - start), codec, visitor);
      }
    }
  }

  private void blob(
      ObjectName pack, PackedBlob blob, byte[] bytes, int offset, BlobCodec codec, Visitor visitor)
      throws IOException {
    int length;
    try {
      length = codec.viewAny(bytes, offset, blob.length(), blob.uncompressedLength());
    } catch (IOException damaged) {
      visitor.damaged(blob, damaged(pack, blob, String.valueOf(damaged.getMessage())));
      return;
    }
    BlobId id = new BlobId(Sha256.of(codec.plain(), 0, length));
    OptionalInt known = index.ordinal(blob.type(), id);
    if (known.isEmpty() || known.getAsInt() != index.firstCopy(blob.ordinal())) {
      visitor.damaged(
          blob,
          damaged(pack, blob, "it holds blob " + id + " and not the one that the index names"));
      return;
    }
    visitor.sound(blob, id, length, bytes, offset);
  }

  private static DamagedObjectException damaged(ObjectName pack, PackedBlob blob, String what) {
    return new DamagedObjectException(
        pack, "the blob at offset %d: %s".formatted(blob.offset(), what));
  }
}
