/**
 * How a restore goes, decided before anything is touched.
 *
 * <p>A restore fills directories <em>aside</em> of the application, lets the application's probes
 * look at them, and then, when asked, <em>swaps</em> each with what is there: in one step, and what
 * was there stays beside it. Of several swaps all are done or none, also when the process is killed
 * between them. <em>In place</em> is on request alone, and only over data that another restore
 * point holds. The plan names every directory, and all that would be lost.
 */
@NullMarked
package io.holdfast.protection.restore;

import org.jspecify.annotations.NullMarked;
