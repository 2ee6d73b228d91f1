/**
 * How blobs lie in a pack.
 *
 * <p>A <em>pack</em> is a file of sealed blobs, one after another from byte 0 without a gap, then
 * the sealed <em>header</em>, then the sealed header's length as four bytes. The header has one
 * {@link io.holdfast.repository.pack.PackEntry} per blob, in order; offsets are not written, they
 * follow from the lengths (F12). A pack holds blobs of one {@link
 * io.holdfast.repository.pack.BlobType} only, and nothing that its header does not name (F13).
 *
 * <p>Writing: entries, {@link io.holdfast.repository.pack.PackHeader#encode}, seal, {@link
 * io.holdfast.repository.pack.PackHeader#trailer}. Reading: what follows the blobs, {@link
 * io.holdfast.repository.pack.PackHeader#sealedLength}, open, {@link
 * io.holdfast.repository.pack.PackHeader#decode}. Nothing here encrypts or reads.
 */
@NullMarked
package io.holdfast.repository.pack;

import org.jspecify.annotations.NullMarked;
