/**
 * What a repository means to whoever restores applications from it.
 *
 * <p>Every snapshot of ours says by its tags what it <em>belongs</em> to: a volume that a run
 * moved, what a hook laid over it, a restore point, or the ledger. Anything else in the repository
 * is somebody else's and is never touched.
 *
 * <p>A {@link io.holdfast.vault.Belonging} is read from a snapshot and written into one; packages
 * below store and find points and segments of the ledger. Nothing here needs the catalog: whoever
 * has the repository has everything.
 */
@NullMarked
package io.holdfast.vault;

import org.jspecify.annotations.NullMarked;
