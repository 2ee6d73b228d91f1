/**
 * Which blob lies in which pack: the index files, and the index in memory.
 *
 * <p>An {@link io.holdfast.repository.index.IndexFile} lists packs and all blobs of each; all blobs
 * of one pack stand in one file (F19). Reading passes the files' packs, as columns ({@link
 * io.holdfast.repository.index.PackBlobs}), into one {@link
 * io.holdfast.repository.index.BlobIndex}, which answers where a blob is. Writing adds each stored
 * pack to that index and to {@link io.holdfast.repository.index.UnwrittenPacks}, which says when an
 * index file is full; {@link io.holdfast.repository.index.PendingBlobs} keeps two workers from
 * storing the same blob.
 *
 * <p>The index in memory keeps 191 bits of a blob's id and its type, not all 256 bits: enough to
 * know a blob, not to name it. So whoever must name blobs that he did not know before (prune when
 * it repacks) hashes what he reads, and whoever writes index files anew streams the old ones. A
 * blob's number in the index is its <em>ordinal</em>, for bit sets such as "used by a snapshot".
 */
@NullMarked
package io.holdfast.repository.index;

import org.jspecify.annotations.NullMarked;
