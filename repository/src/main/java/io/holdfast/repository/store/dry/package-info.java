/**
 * A store that only seems to be written to, so that a dry run is the real run without effect.
 *
 * <p>Reads pass; what is put or deleted is thrown away.
 */
@NullMarked
package io.holdfast.repository.store.dry;

import org.jspecify.annotations.NullMarked;
