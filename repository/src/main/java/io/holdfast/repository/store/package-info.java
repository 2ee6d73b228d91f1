/**
 * Where a repository's objects lie: the port {@link io.holdfast.repository.store.ObjectStore}, its
 * implementations in memory, in a local directory and behind restic's REST protocol, and the
 * decorators every program composes around one (retries, bandwidth limit, copies of metadata).
 *
 * <p>An <em>object</em> is a whole, immutable sequence of bytes under an {@link
 * io.holdfast.repository.store.ObjectName}; it is written once, whole or not at all. Names are
 * restic's: one {@link io.holdfast.repository.store.ObjectKind} per folder, and the content's
 * SHA-256 in hexadecimal (only {@code config} has no hash). The store neither encrypts nor checks
 * hashes; those above it do.
 */
@NullMarked
package io.holdfast.repository.store;

import org.jspecify.annotations.NullMarked;
