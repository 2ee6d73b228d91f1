package io.holdfast.repository.index;

import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.pack.PackEntry;

/**
 * A blob as {@link BlobIndex} remembers it when it walks through a pack: without its whole id.
 *
 * @param ordinal its number in that index: for a bit set, for {@link BlobIndex#ordinal}
 * @param offset in the pack
 * @param length as stored
 * @param uncompressedLength 0 when it is not compressed
 */
public record PackedBlob(
    int ordinal, BlobType type, long offset, int length, int uncompressedLength) {
  /** Whether the encrypted bytes are a zstd frame. */
  public boolean compressed() {
    return uncompressedLength != 0;
  }

  /** The length of the blob's plaintext, which its id is the hash of. */
  public int plainLength() {
    return compressed() ? uncompressedLength : length - PackEntry.OVERHEAD;
  }
}
