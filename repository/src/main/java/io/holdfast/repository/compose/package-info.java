/**
 * Composing: a snapshot made of what the repository has already, and of a few small files.
 *
 * <p>A request lists <em>pieces</em>, each with the path at which it stands: a file or a directory
 * that some snapshot has, the entries of a tree, or bytes that become a file. They are laid one
 * over the other in their order. Where two have a directory, the two are merged, as deep as both
 * go; anything else takes the place of what was there, except that nothing takes the place of a
 * directory but a directory: a whole directory would be gone without a word. A directory keeps the
 * metadata of the first piece that has one for it, so what is laid over a volume changes neither
 * owner nor mode of the volume's directories. Directories that no piece has, and that only lead to
 * one, are made: mode 0755, owned by the snapshot's author, times at the epoch.
 *
 * <p>Only trees along the merged paths are new. A merge reads the trees that meet in one directory
 * side by side, node by node, and writes the new one; besides it holds those of the directories
 * above. Everything else is referred to, so a snapshot of a terabyte is composed in moments. What
 * is referred to must be there: each piece's tree is read, and each blob of its files looked up,
 * before anything is written.
 */
@NullMarked
package io.holdfast.repository.compose;

import org.jspecify.annotations.NullMarked;
