package io.holdfast.repository.file;

import java.io.IOException;

/**
 * A system call that failed; the message says what was attempted, on which path, and why, for
 * example {@code cannot open "a\nb": permission denied (EACCES)}.
 */
public final class PosixException extends IOException {
  private static final long serialVersionUID = 1;

  private final Errno errno;

  /**
   * @param attempted what was to be done to the path: {@code open}, {@code set the owner of}
   * @param path printable, as {@link BytePath#toString} gives it
   */
  PosixException(String attempted, String path, int number) {
    super(message(attempted, path, number));
    this.errno = Errno.of(number);
  }

  private static String message(String attempted, String path, int number) {
    Errno errno = Errno.of(number);
    String name = errno == Errno.OTHER ? "error " + number : errno.name();
    return "cannot " + attempted + " \"" + path + "\": " + errno.words() + " (" + name + ")";
  }

  /** Why it failed. */
  public Errno errno() {
    return errno;
  }
}
