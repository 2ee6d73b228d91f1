package io.holdfast.repository.tree;

/**
 * Who an entry belongs to.
 *
 * @param userId 0 to 2^32-1
 * @param groupId 0 to 2^32-1
 * @param user the user's name where the file was read; empty when unknown
 * @param group the group's name where the file was read; empty when unknown
 */
public record NodeOwner(long userId, long groupId, String user, String group) {
  public NodeOwner {
    if (userId >>> 32 != 0 || groupId >>> 32 != 0) {
      throw new IllegalArgumentException(
          "owner " + userId + ":" + groupId + " is out of range: expected 0 to 4294967295");
    }
  }
}
