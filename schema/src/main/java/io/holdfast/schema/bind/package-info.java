/**
 * Nodes to records and back, along shapes.
 *
 * <p>Reading goes on after a mistake, so that all of them are found at once; a record is only made
 * when all its components were read. Its constructor has the last word: an {@link
 * IllegalArgumentException} becomes a mistake at the record, a {@link
 * io.holdfast.schema.shape.ComponentException} one at the component. Writing is canonical: fixed
 * fields, then components in their order, what is absent or empty left out, maps by key.
 */
@NullMarked
package io.holdfast.schema.bind;

import org.jspecify.annotations.NullMarked;
