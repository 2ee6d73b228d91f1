/**
 * The repository's config: version, identity, and how files are cut into chunks.
 *
 * <p>It is the one object that is encrypted but neither compressed nor named by a hash (F1), and it
 * is written once, when the repository is made.
 */
@NullMarked
package io.holdfast.repository.config;

import org.jspecify.annotations.NullMarked;
