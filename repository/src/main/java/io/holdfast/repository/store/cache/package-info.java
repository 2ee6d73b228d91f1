/**
 * A local copy of what every command reads again: index files, snapshots, and packs of trees.
 *
 * <p>Kept are the very bytes of the store, encrypted as they are there, one file for each object in
 * a directory for each repository. An object's name is the SHA-256 of its bytes, so every copy is
 * verified before it is used: a damaged one is dropped and fetched again, and it does not matter
 * who else writes to the directory. A cache is never needed: when its directory cannot be written,
 * its listener hears of that once, and the store alone is used.
 *
 * <p>{@link io.holdfast.repository.store.cache.MetadataCache} is the directory, {@link
 * io.holdfast.repository.store.cache.CachingObjectStore} the decorator; only what goes through its
 * {@code near()} view is kept.
 */
@NullMarked
package io.holdfast.repository.store.cache;

import org.jspecify.annotations.NullMarked;
