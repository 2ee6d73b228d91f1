package io.holdfast.host.run;

import io.holdfast.protection.restore.DirectoryIdentity;
import io.holdfast.schema.annotation.Default;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A directory that a restore writes into, to know it again.
 *
 * @param device of its file system; the number may be another one after the machine's next start
 * @param inode which another directory may get once this one is removed
 * @param made when it was made, as milliseconds; 0 where the file system does not say
 */
record WrittenDirectory(long device, long inode, @Default("0") long made) {
  static WrittenDirectory of(Path directory, DirectoryIdentity identity) throws IOException {
    return new WrittenDirectory(identity.device(), identity.inode(), made(directory));
  }

  private static long made(Path directory) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(directory, BasicFileAttributes.class);
    // Where there is no time of birth, Java tells that of the last change.
    return attributes.creationTime().equals(attributes.lastModifiedTime())
        ? 0
        : attributes.creationTime().toMillis();
  }

  /**
   * Whether a directory is this one.
   *
   * @param named whether it has the name that this one had
   */
  boolean is(Path directory, DirectoryIdentity now, boolean named) throws IOException {
    if (inode != now.inode() || (!named && device != now.device())) {
      return false;
    }
    long then = made;
    long found = made(directory);
    return then == 0 || found == 0 || then == found;
  }
}
