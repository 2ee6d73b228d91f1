/**
 * One machine as a platform: directories are volumes, file systems freeze them, commands and
 * sessions are hooks.
 *
 * <p>A {@link io.holdfast.host.Machine} is its state, open: the kinds that were applied, the
 * catalog, the repositories they name, and what makes and restores points. The same planners decide
 * here and on a cluster; only what carries plans out is of this machine.
 */
@NullMarked
package io.holdfast.host;

import org.jspecify.annotations.NullMarked;
