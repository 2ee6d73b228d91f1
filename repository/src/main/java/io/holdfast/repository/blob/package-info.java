/**
 * How blobs get into packs and out again.
 *
 * <p>In: {@link io.holdfast.repository.blob.BlobWriter} is given a blob's plaintext; if the index
 * does not know it, a {@link io.holdfast.repository.blob.BlobCodec} compresses and seals it, opens
 * it again and compares, and it is laid into the open pack of its type; a full pack is hashed,
 * stored, and only then becomes part of the index. An {@link
 * io.holdfast.repository.blob.IndexWriter} writes index files whenever one is full, and every few
 * minutes. {@code flush} ends the open packs, waits, and writes the last ones; {@code salvage} does
 * what of that some seconds allow.
 *
 * <p>Out: {@link io.holdfast.repository.blob.BlobReader} finds a blob by the index, reads its
 * range, opens and decompresses it, and returns it only when its SHA-256 is its name; where a copy
 * is damaged, it looks for another one.
 */
@NullMarked
package io.holdfast.repository.blob;

import org.jspecify.annotations.NullMarked;
