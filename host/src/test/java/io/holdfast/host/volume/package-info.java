/** Volume snapshots on a real btrfs. */
@NullMarked
package io.holdfast.host.volume;

import org.jspecify.annotations.NullMarked;
