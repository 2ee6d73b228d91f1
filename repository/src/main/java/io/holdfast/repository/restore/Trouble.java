package io.holdfast.repository.restore;

import io.holdfast.repository.file.PosixException;
import java.io.IOException;

/** Tells trouble with one entry from trouble that every further one would meet. */
final class Trouble {
  private Trouble() {}

  /** Throws it again when the target is full or cannot be written any more. */
  static void throwIfFatal(IOException e) throws IOException {
    if (e instanceof PosixException posix) {
      switch (posix.errno()) {
        case ENOSPC, EDQUOT, EROFS, EMFILE, ENFILE -> throw e;
        default -> {}
      }
    }
  }

  /** Whether there is no more room at the target, which what lies there takes up. */
  static boolean isLackOfRoom(IOException e) {
    if (!(e instanceof PosixException posix)) {
      return false;
    }
    return switch (posix.errno()) {
      case ENOSPC, EDQUOT -> true;
      default -> false;
    };
  }
}
