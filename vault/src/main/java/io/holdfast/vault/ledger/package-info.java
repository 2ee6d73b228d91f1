/**
 * The ledger in a repository, where it cannot be lost with a machine.
 *
 * <p>A <em>segment</em> is a file: {@code /WRITER/FIRST-LAST.jsonl} in a snapshot of the line,
 * which holds all segments so far, by all writers: the newest snapshot alone says everything, and
 * the older ones may go. Two that were written at the same time are both read, and the next one
 * holds both.
 *
 * <p>{@link io.holdfast.vault.ledger.SealedLedger} is how facts come in: observations are noted and
 * sealed later, decisions are sealed first. After a loss of the catalog, {@link
 * io.holdfast.vault.ledger.Segments} gives back what was sealed.
 */
@NullMarked
package io.holdfast.vault.ledger;

import org.jspecify.annotations.NullMarked;
