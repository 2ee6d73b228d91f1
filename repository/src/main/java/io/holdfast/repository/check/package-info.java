/**
 * Finds out whether a repository is sound, and what it costs where it is not.
 *
 * <p>A {@link io.holdfast.repository.check.Check} looks at key files, locks, snapshots, index files
 * and the list of packs, then at every tree of every snapshot, then, when asked to, at the bytes of
 * packs. What it finds is either {@link io.holdfast.repository.check.Damage}, which means that
 * something cannot be read back or soon will not be, or a {@link
 * io.holdfast.repository.check.Remark}, which means that it all can. Only when there is damage does
 * it go through the trees once more, from the snapshots down, to say which paths the damage {@link
 * io.holdfast.repository.check.Reach reaches}.
 *
 * <p>Nothing is changed, and nothing is taken on trust: a blob counts as good when it was
 * decrypted, decompressed and hashed. The snapshots are listed before the index is loaded, so that
 * a backup that ends meanwhile is no damage (F38).
 */
@NullMarked
package io.holdfast.repository.check;

import org.jspecify.annotations.NullMarked;
