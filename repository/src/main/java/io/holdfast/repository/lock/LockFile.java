package io.holdfast.repository.lock;

import java.time.Instant;

/**
 * Who holds the repository since when (F34).
 *
 * @param time of creation or of the last refresh
 * @param exclusive whether the holder tolerates nobody beside him
 * @param hostname of the holder's machine; a pod must use one of its own (F35)
 * @param username of the holder
 * @param processId of the holder on that machine
 * @param userId 0 to 2^32-1
 * @param groupId 0 to 2^32-1
 */
public record LockFile(
    Instant time,
    boolean exclusive,
    String hostname,
    String username,
    long processId,
    long userId,
    long groupId) {
  public LockFile {
    if (userId >>> 32 != 0 || groupId >>> 32 != 0) {
      throw new IllegalArgumentException(
          "lock holder " + userId + ":" + groupId + " is out of range: expected 0 to 4294967295");
    }
  }
}
