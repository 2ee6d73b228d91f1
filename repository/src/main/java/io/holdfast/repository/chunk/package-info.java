/**
 * Where files are cut into blobs.
 *
 * <p>A <em>chunker</em> reads a file's bytes in order and names the <em>cuts</em>, which depend on
 * the content near them and not on where it stands in the file: after an insertion the old cuts
 * come back, and with them the old blobs. Readers take any cuts (F33), so the chunker matters only
 * to how well later backups deduplicate.
 *
 * <p><em>Rabin</em> is restic's, keyed by the repository's secret <em>polynomial</em>;
 * <em>gear</em> is Holdfast's own, keyed by a secret in the config. Which one a repository uses is
 * fixed when it is made.
 */
@NullMarked
package io.holdfast.repository.chunk;

import org.jspecify.annotations.NullMarked;
