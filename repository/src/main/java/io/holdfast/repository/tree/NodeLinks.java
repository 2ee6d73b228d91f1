package io.holdfast.repository.tree;

/**
 * What tells whether two entries are the same file under two names (F31).
 *
 * @param inode unsigned; 0 when unknown
 * @param device {@code st_dev} or what stands in for it, unsigned; 0 when unknown
 * @param count number of names of this inode, unsigned; 0 when not kept for this kind of entry
 */
public record NodeLinks(long inode, long device, long count) {
  public static final NodeLinks NONE = new NodeLinks(0, 0, 0);

  /** Whether other names of this file may exist, here or outside the backup. */
  public boolean isShared() {
    return Long.compareUnsigned(count, 1) > 0 && inode != 0;
  }
}
