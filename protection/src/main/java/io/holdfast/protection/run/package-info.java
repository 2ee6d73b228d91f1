/**
 * Runs: executions of plans, as they are recorded.
 *
 * <p>A <em>run</em> executes one plan: a backup, a restore, a retention. Its steps are recorded as
 * they end, so that whoever finds a run without an end knows what was done of it, and decides from
 * that alone what is left. A run that ended has an outcome and never changes again.
 */
@NullMarked
package io.holdfast.protection.run;

import org.jspecify.annotations.NullMarked;
