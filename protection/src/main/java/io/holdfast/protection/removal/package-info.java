/**
 * Retention runs: what one does, step by step.
 *
 * <p>A {@link io.holdfast.protection.removal.RemovalPlan} joins what the policies in force decide
 * about the points that are there ({@link io.holdfast.protection.retention.RetentionPlan}) with
 * what else is to be put in order: points that the catalog names and the repository has lost,
 * snapshots of runs that came to nothing, old snapshots of the ledger, and the space of all that.
 * What the catalog does not know is somebody else's and is never removed.
 */
@NullMarked
package io.holdfast.protection.removal;

import org.jspecify.annotations.NullMarked;
