/**
 * A store that only seems to be written to, so that a dry run is the real run without effect.
 *
 * <p>Reads pass; what is put is thrown away, and what is deleted is left out of later listings, so
 * that a prune can be planned after a forget.
 */
@NullMarked
package io.holdfast.repository.store.dry;

import org.jspecify.annotations.NullMarked;
