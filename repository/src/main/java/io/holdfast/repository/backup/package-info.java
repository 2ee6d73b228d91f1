/**
 * Backing up: from files, or a stream, to a snapshot.
 *
 * <p>One thread walks: it lists directories, compares what it finds with the parent snapshot, and
 * hands out <em>entries</em>. Workers, one for each core, capture them: a small file in one piece,
 * in batches; what is unchanged without reading it. Large files are read and cut by a few readers,
 * whose chunks the workers hash, compress and encrypt. All waiting places are bounded.
 *
 * <p>Every entry reserves a slot in its {@link io.holdfast.repository.backup.DirectoryInProgress};
 * nodes arrive in any order and leave as a tree in the order of names. The last one to arrive saves
 * the tree and so fills a slot of the directory above, up to the root. Then the packs and the index
 * are completed, and the snapshot is stored last (F38).
 *
 * <p>A <em>volume</em> is a directory with a name of its own: entries are known by their path in
 * the snapshot from the walk on, and only open directories know where on disk they are.
 *
 * <p>Trouble with the source never ends a backup: the {@link
 * io.holdfast.repository.snapshot.Completeness} says which entry failed and why. Trouble with the
 * repository always does.
 */
@NullMarked
package io.holdfast.repository.backup;

import org.jspecify.annotations.NullMarked;
