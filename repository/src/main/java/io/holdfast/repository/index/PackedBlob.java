package io.holdfast.repository.index;

import io.holdfast.repository.pack.BlobType;

/**
 * A blob as {@link BlobIndex} remembers it when it walks through a pack: without its whole id.
 *
 * @param ordinal its number in that index: for a bit set, for {@link BlobIndex#ordinal}
 * @param offset in the pack
 * @param length as stored
 * @param uncompressedLength 0 when it is not compressed
 */
public record PackedBlob(
    int ordinal, BlobType type, long offset, int length, int uncompressedLength) {}
