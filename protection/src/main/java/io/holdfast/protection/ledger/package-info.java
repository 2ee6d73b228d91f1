/**
 * The ledger: what happened and what was decided, appended and never changed.
 *
 * <p>A <em>fact</em> is one observation or decision: who says it, when it was true, when we learned
 * it. Facts stand in <em>lines</em>, one for each application of a repository; each <em>writer</em>
 * has a <em>chain</em> of its own in a line, in which every fact carries the hash of the one
 * before, so that none can be changed, taken out or put in unnoticed. A <em>segment</em> is a
 * stretch of a chain, signed by its writer, as it lies in the repository.
 *
 * <p>Observations are appended to the port {@link io.holdfast.protection.ledger.Ledger} and sealed
 * into the repository a little later; decisions are sealed first and acknowledged then. Whoever
 * reads does so as of a time: what was learned after it does not count.
 */
@NullMarked
package io.holdfast.protection.ledger;

import org.jspecify.annotations.NullMarked;
