/**
 * The ways of writing that all files of the format share: JSON as Go writes it, and how a file
 * without a pack is wrapped.
 *
 * <p>A <em>decoder</em> takes bytes from outside and returns a value or throws {@link
 * io.holdfast.repository.codec.MalformedException}; nothing else may come out of it, whatever the
 * bytes are. Every decoder bounds count, size and depth before it allocates.
 */
@NullMarked
package io.holdfast.repository.codec;

import org.jspecify.annotations.NullMarked;
