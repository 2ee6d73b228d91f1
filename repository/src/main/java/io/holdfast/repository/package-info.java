/**
 * The engine: a repository in restic's format, version 2.
 *
 * <p>A <em>repository</em> is a set of encrypted objects in a store. A file's bytes are cut into
 * <em>blobs</em>; a directory is a <em>tree</em>, which is a blob too; blobs lie in <em>packs</em>,
 * and the <em>index</em> says which blob lies in which pack. A <em>snapshot</em> names a root tree.
 * Everything written is written in the order packs, index, snapshot and read in the order snapshot
 * list, index (F38), so that whoever finds a snapshot finds all it needs.
 *
 * <p>Data flows one way: the use cases ({@code backup}, {@code restore}, {@code check}, {@code
 * prune}) use the repository, which uses the codecs and the store; nothing below knows what is
 * above it.
 */
@NullMarked
package io.holdfast.repository;

import org.jspecify.annotations.NullMarked;
