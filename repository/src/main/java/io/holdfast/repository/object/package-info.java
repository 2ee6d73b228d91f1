/**
 * Encrypted objects that are not packs: the config, index files, snapshots and locks.
 *
 * <p>Each is one piece of JSON, wrapped (F10), sealed as a whole (F9) and named by the SHA-256 of
 * the sealed bytes (F11); the config alone is neither compressed nor named by a hash (F1).
 */
@NullMarked
package io.holdfast.repository.object;

import org.jspecify.annotations.NullMarked;
