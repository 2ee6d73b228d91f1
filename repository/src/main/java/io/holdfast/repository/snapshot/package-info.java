/**
 * Snapshots: who backed up what, when, and which tree came of it.
 *
 * <p>A <em>snapshot</em> is a small JSON file that names a root tree. It is written last, after all
 * packs and the index, and so its presence says that everything below it was stored. Its id is the
 * SHA-256 of the stored, encrypted file: changing a tag makes another snapshot.
 */
@NullMarked
package io.holdfast.repository.snapshot;

import org.jspecify.annotations.NullMarked;
