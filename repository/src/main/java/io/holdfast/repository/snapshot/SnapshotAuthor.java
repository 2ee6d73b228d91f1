package io.holdfast.repository.snapshot;

import io.holdfast.repository.tree.NodeOwner;

/**
 * Who made a snapshot, where, with which program. Texts are empty when unknown.
 *
 * @param hostname of the machine, or what the user gave instead
 * @param username of the process
 * @param userId of the process, 0 to 2^32-1
 * @param groupId of the process, 0 to 2^32-1
 * @param programVersion as in {@code restic 0.19.1}
 */
public record SnapshotAuthor(
    String hostname, String username, long userId, long groupId, String programVersion) {
  public SnapshotAuthor {
    if (userId >>> 32 != 0 || groupId >>> 32 != 0) {
      throw new IllegalArgumentException(
          "user " + userId + ":" + groupId + " is out of range: expected 0 to 4294967295");
    }
  }

  /** The owner of entries that the program itself puts into a snapshot. */
  public NodeOwner owner() {
    return new NodeOwner(userId, groupId, username, "");
  }
}
