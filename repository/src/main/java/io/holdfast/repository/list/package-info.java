/**
 * Lists what is in a snapshot.
 *
 * <p>A {@link io.holdfast.repository.list.Listing} streams entries, directories before what is in
 * them, each directory in the order of the bytes of its names.
 */
@NullMarked
package io.holdfast.repository.list;

import org.jspecify.annotations.NullMarked;
