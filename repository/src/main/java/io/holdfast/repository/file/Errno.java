package io.holdfast.repository.file;

/** Why a system call failed: the errors we branch on or meet often, with Linux's numbers. */
public enum Errno {
  EPERM(1, "operation not permitted"),
  ENOENT(2, "no such file or directory"),
  ESRCH(3, "no such process"),
  EINTR(4, "interrupted"),
  EIO(5, "input/output error"),
  ENXIO(6, "no such device or address"),
  E2BIG(7, "too large"),
  EBADF(9, "closed or not open for this"),
  EAGAIN(11, "would have to wait"),
  ENOMEM(12, "out of memory"),
  EACCES(13, "permission denied"),
  EBUSY(16, "in use"),
  EEXIST(17, "exists already"),
  EXDEV(18, "on another file system"),
  ENODEV(19, "no such device"),
  ENOTDIR(20, "not a directory"),
  EISDIR(21, "is a directory"),
  EINVAL(22, "not valid here"),
  ENFILE(23, "too many open files on this machine"),
  EMFILE(24, "too many open files in this process"),
  ETXTBSY(26, "is a program that runs"),
  EFBIG(27, "file too large"),
  ENOSPC(28, "no space left on device"),
  ESPIPE(29, "has no positions"),
  EROFS(30, "read-only file system"),
  EMLINK(31, "too many links"),
  EPIPE(32, "nobody reads it"),
  ERANGE(34, "result too large"),
  ENAMETOOLONG(36, "name too long"),
  ENOSYS(38, "not implemented by this kernel"),
  ENOTEMPTY(39, "directory not empty"),
  ELOOP(40, "is a symbolic link, or too many of them"),
  ENODATA(61, "no such attribute"),
  EOVERFLOW(75, "value too large"),
  EILSEQ(84, "not UTF-8"),
  ENOTSUP(95, "not supported by this file system"),
  ETIMEDOUT(110, "timed out"),
  ESTALE(116, "stale file handle"),
  EDQUOT(122, "disk quota exceeded"),
  /** Any other number. */
  OTHER(-1, "failed");

  private final int number;
  private final String words;

  Errno(int number, String words) {
    this.number = number;
    this.words = words;
  }

  /** The error that stands for a number. */
  public static Errno of(int number) {
    for (Errno errno : values()) {
      if (errno.number == number) {
        return errno;
      }
    }
    return OTHER;
  }

  /** Linux's number; -1 for {@link #OTHER}. */
  public int number() {
    return number;
  }

  /** The error in a few words. */
  public String words() {
    return words;
  }
}
