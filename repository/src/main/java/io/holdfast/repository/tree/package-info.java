/**
 * Directories as the format keeps them.
 *
 * <p>A <em>tree</em> is one directory: a list of <em>nodes</em>, one per entry, in strictly
 * increasing order of the raw bytes of their names (F28). It is stored as one blob of JSON, {@code
 * {"nodes":[...]}} and a newline, byte for byte as restic writes it, so that both tools share
 * unchanged trees. A directory's node names its own tree by blob id; a file's node lists the blobs
 * of its content in order.
 *
 * <p>{@link io.holdfast.repository.tree.TreeWriter} takes nodes one at a time and yields the bytes;
 * {@link io.holdfast.repository.tree.TreeReader} yields nodes one at a time. Neither holds the
 * other nodes. A name from a tree is a sequence of bytes, not text, and may be hostile: whoever
 * writes to a file system asks {@link io.holdfast.repository.tree.NodeName#isSafe()} first.
 */
@NullMarked
package io.holdfast.repository.tree;

import org.jspecify.annotations.NullMarked;
