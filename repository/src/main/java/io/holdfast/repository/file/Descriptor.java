package io.holdfast.repository.file;

import java.io.IOException;

/** An open file descriptor and the path that messages show for it. */
final class Descriptor implements AutoCloseable {
  private static final byte[] NO_NAME = {};

  private final BytePath path;
  private volatile int number;

  Descriptor(int number, BytePath path) {
    this.number = number;
    this.path = path;
  }

  BytePath path() {
    return path;
  }

  int number() throws IOException {
    int current = number;
    if (current < 0) {
      throw new IOException("cannot use \"" + path + "\": it was closed before");
    }
    return current;
  }

  FileStatus status() throws IOException {
    try (Scratch scratch = Scratch.take()) {
      long done =
          scratch.call(
              SystemCall.STATX,
              number(),
              scratch.text(NO_NAME),
              Flags.AT_EMPTY_PATH,
              FileStatus.BASIC_STATS,
              scratch.struct());
      check("read the status of", scratch, done);
      return scratch.status();
    }
  }

  /** Calls the kernel with this descriptor and up to three numbers. */
  long call(String attempted, SystemCall call, long b, long c, long d) throws IOException {
    try (Scratch scratch = Scratch.take()) {
      return check(attempted, scratch, scratch.call(call, number(), b, c, d));
    }
  }

  /** {@code result}, unless it says that the call failed. */
  long check(String attempted, Scratch scratch, long result) throws PosixException {
    if (result == -1) {
      throw new PosixException(attempted, path.toString(), scratch.errno());
    }
    return result;
  }

  /** Closes it; nothing happens the second time. */
  @Override
  public void close() throws IOException {
    int current;
    synchronized (this) {
      current = number;
      number = -1;
    }
    if (current >= 0) {
      try (Scratch scratch = Scratch.take()) {
        // Linux has closed it even when it says that a signal came in between.
        if (scratch.call(SystemCall.CLOSE, current) == -1
            && scratch.errno() != Errno.EINTR.number()) {
          throw new PosixException("close", path.toString(), scratch.errno());
        }
      }
    }
  }
}
