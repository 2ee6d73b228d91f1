/**
 * Looking into restore points: what a manifest says, how two points differ, what is in a volume.
 *
 * <p>Nothing here changes anything; the repository is read under a lock that others may hold, too.
 */
@NullMarked
package io.holdfast.host.browse;

import org.jspecify.annotations.NullMarked;
