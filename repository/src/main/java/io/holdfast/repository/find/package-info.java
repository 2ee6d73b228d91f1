/**
 * Finds files, directories, and whoever uses a blob or a pack, in many snapshots.
 *
 * <p>What is {@link io.holdfast.repository.find.Wanted} is either entries by pattern, time and
 * size, or objects by the beginning of their id; a {@link io.holdfast.repository.find.Search}
 * streams what it finds, snapshot after snapshot.
 */
@NullMarked
package io.holdfast.repository.find;

import org.jspecify.annotations.NullMarked;
