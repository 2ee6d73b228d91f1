package io.holdfast.repository.tree;

import java.time.Instant;

/**
 * When an entry was last changed, to the nanosecond.
 *
 * <p>restic stores the modification time as access time, too, unless told otherwise (F26), so that
 * reading a file does not make its directory new; {@link #ofModification} does the same.
 *
 * @param modified of the content ({@code mtime})
 * @param accessed of the last reading ({@code atime})
 * @param changed of the inode ({@code ctime})
 */
public record NodeTimes(Instant modified, Instant accessed, Instant changed) {
  /** Times without a real access time: the modification time stands in for it. */
  public static NodeTimes ofModification(Instant modified, Instant changed) {
    return new NodeTimes(modified, modified, changed);
  }
}
