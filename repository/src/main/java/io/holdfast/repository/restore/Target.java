package io.holdfast.repository.restore;

import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.file.Directory;
import io.holdfast.repository.file.Errno;
import io.holdfast.repository.file.PosixException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Opens the directory that is restored to. */
final class Target {
  private Target() {}

  static @Nullable Directory openIfPresent(BytePath path) throws IOException {
    try {
      return Directory.open(path);
    } catch (PosixException e) {
      if (e.errno() == Errno.ENOENT) {
        return null;
      }
      throw e;
    }
  }

  /**
   * Makes the directory, for its owner alone until it has what it is to have, and those it is in
   * where they are absent: with the rights that whoever runs this gives to new directories.
   */
  static Directory openOrMake(BytePath path) throws IOException {
    return openOrMake(path, 0700);
  }

  private static Directory openOrMake(BytePath path, int mode) throws IOException {
    Directory present = openIfPresent(path);
    if (present != null) {
      return present;
    }
    BytePath clean = path.normalized();
    try (Directory parent = openOrMake(clean.parent(), 0777)) {
      try {
        parent.createDirectory(clean.name(), mode);
      } catch (PosixException e) {
        if (e.errno() != Errno.EEXIST) {
          throw e;
        }
      }
    }
    return Directory.open(clean);
  }
}
