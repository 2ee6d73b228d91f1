/**
 * Hostile input: everything that comes out of a repository may have been made to harm its reader.
 *
 * <p>A <em>specimen</em> is a sound structure of the format, decrypted. A <em>mutation</em> changes
 * one thing about it, knowing its form: a token of JSON, a length, a byte. A <em>target</em> is one
 * decoder with its specimens and with what it may cost: bytes of heap per byte of input. {@link
 * io.holdfast.repository.hostile.Fuzzer} sends mutated specimens through the targets; whatever
 * comes back but a value or an {@code IOException} is a failure, as are more memory than allowed, a
 * hang, and a value that does not encode to bytes that stay the same when read again. The input of
 * a failure goes to the corpus, which a unit test replays for ever.
 */
@NullMarked
package io.holdfast.repository.hostile;

import org.jspecify.annotations.NullMarked;
