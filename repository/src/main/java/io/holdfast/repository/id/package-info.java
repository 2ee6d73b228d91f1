/**
 * What things in a repository are called.
 *
 * <p>A <em>blob</em> (a piece of a file, or a tree) is named by the SHA-256 of its uncompressed
 * plaintext. A <em>pack</em>, and every other stored file but the config, is named by the SHA-256
 * of the bytes as stored, which are encrypted. Both are 32 bytes; types of their own keep one from
 * being taken for the other. Text from outside is parsed into them once, at the edge.
 */
@NullMarked
package io.holdfast.repository.id;

import org.jspecify.annotations.NullMarked;
