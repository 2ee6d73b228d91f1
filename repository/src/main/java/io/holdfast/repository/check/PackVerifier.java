package io.holdfast.repository.check;

import io.holdfast.repository.blob.BlobCodec;
import io.holdfast.repository.codec.MalformedException;
import io.holdfast.repository.crypto.AuthenticationException;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.index.BlobIndex;
import io.holdfast.repository.index.PackedBlob;
import io.holdfast.repository.pack.PackEntry;
import io.holdfast.repository.pack.PackHeader;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One pass over the bytes of one pack: the hash of the whole is its name, each blob decodes to what
 * its id says, the header decodes and agrees with the index. Not thread-safe.
 *
 * <p>The index knows 191 bits of each id; the header has all of them. So a blob's bytes are hashed
 * first, and their hash is then compared with both.
 */
final class PackVerifier {
  static final int MOST_FLAWS = 10;

  private final PackReading reading;
  private final BlobIndex index;
  private final BlobCodec codec;
  private final MessageDigest digest = Sha256.newDigest();
  private final List<String> flaws = new ArrayList<>();
  private final BitSet unreadable = new BitSet();

  // By number in the reading; those that could be decoded.
  private final Map<Integer, BlobId> ids = new HashMap<>();

  private int next;
  private int flawCount;
  private Pieces.@Nullable Piece last;

  /**
   * What a pass came to.
   *
   * @param flaws some of what is wrong; none when the pack is sound
   * @param unreadable ordinals of the blobs that cannot be had from this pack
   */
  record Verdict(List<String> flaws, int flawCount, BitSet unreadable) {
    boolean isSound() {
      return flawCount == 0;
    }
  }

  PackVerifier(PackReading reading, BlobIndex index, BlobCodec codec) {
    this.reading = reading;
    this.index = index;
    this.codec = codec;
  }

  Verdict verify(Pieces pieces) throws IOException, InterruptedException {
    for (Pieces.Piece piece = pieces.next(); piece != null; piece = pieces.next()) {
      if (last != null) {
        pieces.release(last);
      }
      last = piece;
      blobsIn(piece);
    }
    while (next < reading.blobs().size()) {
      outside(next++);
    }
    if (!Sha256.at(digest.digest(), 0).equals(reading.id().hash())) {
      flaw("the SHA-256 of its bytes is not its name");
    }
    header();
    if (last != null) {
      pieces.release(last);
    }
    return new Verdict(flaws, flawCount, unreadable);
  }

  private void flaw(String what) {
    flawCount++;
    if (flaws.size() < MOST_FLAWS) {
      flaws.add(what);
    }
  }

  private void blobsIn(Pieces.Piece piece) {
    long hashed = piece.offset();
    while (next < reading.blobs().size()) {
      PackedBlob blob = reading.blobs().get(next);
      long end = blob.offset() + blob.length();
      if (blob.offset() < piece.offset()) {
        outside(next++);
        continue;
      }
      if (end > piece.end()) {
        break;
      }
      // Hashed blob by blob, so that what follows finds the bytes in the processor's cache.
      if (end > hashed) {
        hash(piece, hashed, end);
        hashed = end;
      }
      blob(next++, piece);
    }
    hash(piece, hashed, piece.end());
  }

  private void hash(Pieces.Piece piece, long from, long to) {
    digest.update(piece.bytes(), (int) (from - piece.offset()), (int) (to - from));
  }

  private void blob(int number, Pieces.Piece piece) {
    PackedBlob blob = reading.blobs().get(number);
    try {
      int at = (int) (blob.offset() - piece.offset());
      int length =
          isAlone(number)
              ? codec.unpackAny(piece.bytes(), at, blob.length(), blob.uncompressedLength())
              : codec.viewAny(piece.bytes(), at, blob.length(), blob.uncompressedLength());
      BlobId id = new BlobId(Sha256.of(codec.plain(), 0, length));
      ids.put(number, id);
      if (index.ordinals(blob.type(), id).noneMatch(ordinal -> ordinal == blob.ordinal())) {
        unreadable(
            blob, "holds the content of %s, another one by the index".formatted(id.hash().brief()));
      }
    } catch (IOException damaged) {
      unreadable(blob, "cannot be decoded: " + damaged.getMessage());
    }
  }

  /**
   * Whether no later blob lies in the bytes of this one, by the index, so that they may be lost.
   */
  private boolean isAlone(int number) {
    PackedBlob blob = reading.blobs().get(number);
    return number + 1 == reading.blobs().size()
        || reading.blobs().get(number + 1).offset() >= blob.offset() + blob.length();
  }

  /** A blob that no piece holds: beyond the end, or among blobs that overlap. */
  private void outside(int number) {
    PackedBlob blob = reading.blobs().get(number);
    unreadable(
        blob,
        blob.offset() + blob.length() > reading.size()
            ? "lies beyond the pack's end"
            : "overlaps another one by the index");
  }

  /** Notes a blob that cannot be had; {@code why} is the rest of a sentence about it. */
  private void unreadable(PackedBlob blob, String why) {
    unreadable.set(blob.ordinal());
    flaw("%s blob at offset %d %s".formatted(blob.type().word(), blob.offset(), why));
  }

  private void header() {
    try {
      byte[] tail = tail();
      int sealed = PackHeader.sealedLength(tail, reading.size());
      int start = tail.length - PackHeader.TRAILER_BYTES - sealed;
      if (start < 0) {
        throw new MalformedException("the header is longer than all that follows the blobs");
      }
      byte[] header = codec.openHeader(tail, start, sealed);
      compare(PackHeader.decode(header, reading.size()));
    } catch (MalformedException | AuthenticationException damaged) {
      flaw("its header cannot be read: " + damaged.getMessage());
    } catch (IOException impossible) {
      flaw("its header cannot be read: " + impossible);
    }
  }

  private byte[] tail() throws MalformedException {
    if (last == null) {
      throw new MalformedException("the pack is empty");
    }
    List<PackedBlob> blobs = reading.blobs();
    PackedBlob end = blobs.getLast();
    long from = Math.clamp(end.offset() + end.length(), last.offset(), last.end());
    return Arrays.copyOfRange(last.bytes(), (int) (from - last.offset()), last.length());
  }

  private void compare(List<PackEntry> entries) {
    List<PackedBlob> blobs = reading.blobs();
    if (entries.size() != blobs.size()) {
      flaw("its header names %d blobs, the index %d".formatted(entries.size(), blobs.size()));
    }
    for (int i = 0; i < Math.min(entries.size(), blobs.size()); i++) {
      PackEntry entry = entries.get(i);
      PackedBlob blob = blobs.get(i);
      if (entry.type() != blob.type()
          || entry.offset() != blob.offset()
          || entry.length() != blob.length()
          || entry.uncompressedLength() != blob.uncompressedLength()
          || index
              .ordinals(entry.type(), entry.id())
              .noneMatch(ordinal -> ordinal == blob.ordinal())) {
        flaw(
            "its header has %s blob %s at offset %d otherwise than the index"
                .formatted(entry.type().word(), entry.id().hash().brief(), entry.offset()));
        continue;
      }
      BlobId id = ids.get(i);
      if (id != null && !id.equals(entry.id()) && !unreadable.get(blob.ordinal())) {
        unreadable(blob, "holds the content of %s, not %s".formatted(id, entry.id()));
      }
    }
  }
}
