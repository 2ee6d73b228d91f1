package io.holdfast.repository.pack;

import io.holdfast.repository.codec.MalformedException;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.Sha256;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The codec for a pack's header, over its plaintext, and the arithmetic around it (F12).
 *
 * <p>An entry is a type byte (0 data, 1 tree, 2 compressed data, 3 compressed tree), the stored
 * length, for compressed blobs the uncompressed length, and the id; numbers are unsigned, 32 bits,
 * little-endian.
 */
public final class PackHeader {
  /** The most bytes a sealed header may have. */
  public static final int MAX_SEALED_BYTES = 16 << 20;

  /** The length of the sealed header's length at the very end of a pack. */
  public static final int TRAILER_BYTES = 4;

  private static final int PLAIN_ENTRY = 1 + 4 + Sha256.BYTES;
  private static final int COMPRESSED_ENTRY = PLAIN_ENTRY + 4;
  private static final int COMPRESSED = 2;

  private static final VarHandle U32 =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private PackHeader() {}

  /**
   * The plaintext of a header, decoded again and compared before it is returned.
   *
   * @throws IllegalArgumentException when there are no entries, they do not follow one another from
   *     offset 0, or the header would be too long
   */
  public static byte[] encode(List<PackEntry> entries) {
    long sealed = sealedBytes(entries);
    if (entries.isEmpty() || sealed > MAX_SEALED_BYTES) {
      throw new IllegalArgumentException(
          "a pack cannot have %d blobs: its header takes 1 to %d bytes"
              .formatted(entries.size(), MAX_SEALED_BYTES));
    }
    byte[] header = new byte[(int) sealed - PackEntry.OVERHEAD];
    int at = 0;
    for (PackEntry entry : entries) {
      at = write(entry, header, at);
    }
    requireDecodesTo(entries, header);
    return header;
  }

  private static int write(PackEntry entry, byte[] out, int start) {
    int at = start;
    out[at++] = (byte) (typeNumber(entry.type()) + (entry.compressed() ? COMPRESSED : 0));
    U32.set(out, at, entry.length());
    at += 4;
    if (entry.compressed()) {
      U32.set(out, at, entry.uncompressedLength());
      at += 4;
    }
    entry.id().hash().write(out, at);
    return at + Sha256.BYTES;
  }

  private static int typeNumber(BlobType type) {
    return switch (type) {
      case DATA -> 0;
      case TREE -> 1;
    };
  }

  // A header that says something else than was meant loses a whole pack, so none is trusted
  // unread; this also finds entries that are not contiguous, as offsets are not written.
  private static void requireDecodesTo(List<PackEntry> entries, byte[] header) {
    List<PackEntry> decoded;
    try {
      decoded = decode(header, packSize(entries));
    } catch (MalformedException e) {
      throw new IllegalArgumentException("the new pack header cannot be read back", e);
    }
    for (int i = 0; i < decoded.size(); i++) {
      if (!decoded.get(i).equals(entries.get(i))) {
        throw new IllegalArgumentException(
            "blob %d of the new pack header reads back as %s, expected %s"
                .formatted(i, decoded.get(i), entries.get(i)));
      }
    }
  }

  /**
   * The entries of a header, with the offsets they imply; at least one.
   *
   * @param header the opened header, without its overhead
   * @param packSize of the whole file, which blobs, header and trailer must fill exactly (F13)
   */
  public static List<PackEntry> decode(byte[] header, long packSize) throws MalformedException {
    if (header.length > MAX_SEALED_BYTES - PackEntry.OVERHEAD) {
      throw new MalformedException(
          "the pack header has %d bytes, the most allowed is %d"
              .formatted(header.length, MAX_SEALED_BYTES - PackEntry.OVERHEAD));
    }
    List<PackEntry> entries = new ArrayList<>(header.length / PLAIN_ENTRY);
    long offset = 0;
    for (int at = 0; at < header.length; ) {
      PackEntry entry = read(header, at, entries.size(), offset);
      entries.add(entry);
      offset = entry.end();
      at += entryBytes(entry.compressed());
    }
    if (entries.isEmpty()) {
      throw new MalformedException("the pack header names no blob");
    }
    long expected = offset + header.length + PackEntry.OVERHEAD + TRAILER_BYTES;
    if (packSize != expected) {
      throw new MalformedException(
          "the pack has %d bytes, its header accounts for %d".formatted(packSize, expected));
    }
    return entries;
  }

  private static PackEntry read(byte[] header, int start, int number, long offset)
      throws MalformedException {
    int kind = header[start];
    if (kind < 0 || kind > 3) {
      throw new MalformedException(
          "blob %d of the pack header has type %d, expected 0 to 3".formatted(number, kind & 0xff));
    }
    boolean compressed = kind >= COMPRESSED;
    int size = entryBytes(compressed);
    if (header.length - start < size) {
      throw new MalformedException(
          "the pack header ends within blob %d: %d bytes are left, expected %d"
              .formatted(number, header.length - start, size));
    }
    int length = (int) U32.get(header, start + 1);
    int uncompressed = compressed ? (int) U32.get(header, start + 5) : 0;
    if (length < PackEntry.OVERHEAD || uncompressed < (compressed ? 1 : 0)) {
      throw new MalformedException(
          "blob %d of the pack header has stored length %d and uncompressed length %d, expected %d to %d and 1 to %d"
              .formatted(
                  number,
                  length & 0xffff_ffffL,
                  uncompressed & 0xffff_ffffL,
                  PackEntry.OVERHEAD,
                  Integer.MAX_VALUE,
                  Integer.MAX_VALUE));
    }
    if (offset + length > PackEntry.MAX_END) {
      throw new MalformedException(
          "blob %d of the pack header ends at %d, beyond 4 GiB".formatted(number, offset + length));
    }
    BlobId id = new BlobId(Sha256.at(header, start + size - Sha256.BYTES));
    BlobType type = (kind & 1) == 0 ? BlobType.DATA : BlobType.TREE;
    return new PackEntry(type, id, offset, length, uncompressed);
  }

  /** The bytes of one entry, which a compressed blob's is longer by four. */
  public static int entryBytes(boolean compressed) {
    return compressed ? COMPRESSED_ENTRY : PLAIN_ENTRY;
  }

  /** The size of the whole pack that holds exactly these blobs. */
  public static long packSize(List<PackEntry> entries) {
    long blobs = 0;
    for (PackEntry entry : entries) {
      blobs += entry.length();
    }
    return blobs + sealedBytes(entries) + TRAILER_BYTES;
  }

  private static long sealedBytes(List<PackEntry> entries) {
    long bytes = PackEntry.OVERHEAD;
    for (PackEntry entry : entries) {
      bytes += entryBytes(entry.compressed());
    }
    return bytes;
  }

  /** The last bytes of a pack: the length of its sealed header. */
  public static byte[] trailer(int sealedLength) {
    byte[] trailer = new byte[TRAILER_BYTES];
    U32.set(trailer, 0, sealedLength);
    return trailer;
  }

  /**
   * The length of the sealed header, which ends right before the trailer.
   *
   * @param tail the pack's last bytes, at least the trailer
   */
  public static int sealedLength(byte[] tail, long packSize) throws MalformedException {
    if (tail.length < TRAILER_BYTES) {
      throw new MalformedException(
          "the pack's end has %d bytes, expected 4".formatted(tail.length));
    }
    long length = (int) U32.get(tail, tail.length - TRAILER_BYTES) & 0xffff_ffffL;
    long longest = Math.min(MAX_SEALED_BYTES, packSize - TRAILER_BYTES - PackEntry.OVERHEAD);
    if (length < PackEntry.OVERHEAD + PLAIN_ENTRY || length > longest) {
      throw new MalformedException(
          "the pack's last four bytes say that its header has %d bytes, expected %d to %d"
              .formatted(length, PackEntry.OVERHEAD + PLAIN_ENTRY, longest));
    }
    return (int) length;
  }
}
