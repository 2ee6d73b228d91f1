package io.holdfast.repository.pack;

import io.holdfast.repository.id.BlobId;

/**
 * One blob's place in a pack.
 *
 * @param offset of the first stored byte; the blob ends within the pack's 4 GiB (F14)
 * @param length as stored: sealed, so {@value #OVERHEAD} bytes more than what was encrypted
 * @param uncompressedLength of the plaintext; 0 when the blob is not compressed, as an empty one
 *     never is (F16)
 */
public record PackEntry(BlobType type, BlobId id, long offset, int length, int uncompressedLength) {
  /** What sealing adds to a blob: 16 bytes of IV, 16 of tag (F9). */
  public static final int OVERHEAD = 32;

  /** Where the format's offsets end. */
  public static final long MAX_END = 0xFFFF_FFFFL;

  public PackEntry {
    if (length < OVERHEAD || uncompressedLength < 0 || offset < 0 || offset + length > MAX_END) {
      throw new IllegalArgumentException(
          "blob %s cannot lie at offset %d with length %d, %d uncompressed"
              .formatted(id, offset, length, uncompressedLength));
    }
  }

  /** Whether the encrypted bytes are a zstd frame. */
  public boolean compressed() {
    return uncompressedLength != 0;
  }

  /** The length of the blob's plaintext, which its id is the hash of. */
  public int plainLength() {
    return compressed() ? uncompressedLength : length - OVERHEAD;
  }

  /** The offset of the byte that follows. */
  public long end() {
    return offset + length;
  }
}
