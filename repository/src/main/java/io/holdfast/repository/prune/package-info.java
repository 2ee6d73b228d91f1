/**
 * Gives back the space of what no snapshot needs any more.
 *
 * <p>{@link io.holdfast.repository.prune.Prune} finds out, by every tree of every snapshot, which
 * blobs are <em>used</em>, and what follows for each pack: it is kept, removed, or
 * <em>repacked</em> (its used blobs are stored once more, in new packs, so that it can be removed).
 * That is the {@link io.holdfast.repository.prune.PrunePlan}, a value. Carrying it out stores the
 * new packs and the index files that name them, then index files without the packs that go, then
 * removes the old index files, then the packs, and last those that no index file names (F18, F38):
 * whenever it stops, everything used can be found.
 *
 * <p>Nothing is taken on trust. A plan is refused ({@link io.holdfast.repository.prune.Refusal})
 * when a blob or a pack that is needed is missing or of another size, or when a listing tells of
 * less than the index does. A blob is decrypted, decompressed and hashed before its old pack may
 * go. Snapshots and index files are listed again before anything is removed: more of them mean that
 * a listing was short, or that somebody writes, and end the run.
 *
 * <p>Repacking alone ({@link io.holdfast.repository.prune.Prune#repack}) removes nothing and so may
 * run beside backups, under a shared lock; a plan made afterwards, under an exclusive one, then
 * finds the new copies and only has to remove.
 */
@NullMarked
package io.holdfast.repository.prune;

import org.jspecify.annotations.NullMarked;
