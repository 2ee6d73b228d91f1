package io.holdfast.repository.lock;

import java.time.Instant;

/**
 * The process that takes locks, as locks name it.
 *
 * @param hostname unique among all that share the repository, also among pods (F35): two holders of
 *     one name judge each other's processes by their own process table
 * @param userId 0 to 2^32-1
 * @param groupId 0 to 2^32-1
 */
public record LockHolder(
    String hostname, String username, long processId, long userId, long groupId) {
  LockFile lock(Instant time, boolean exclusive) {
    return new LockFile(time, exclusive, hostname, username, processId, userId, groupId);
  }
}
