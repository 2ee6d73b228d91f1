package io.holdfast.repository.file;

/** Constants of system calls; those of {@code open} differ between architectures. */
final class Flags {
  static final int AT_FDCWD = -100;
  static final int AT_SYMLINK_NOFOLLOW = 0x100;
  static final int RENAME_EXCHANGE = 2;
  static final int AT_REMOVEDIR = 0x200;
  static final int AT_NO_AUTOMOUNT = 0x800;
  static final int AT_EMPTY_PATH = 0x1000;

  static final int O_RDONLY = 0;
  static final int O_RDWR = 2;
  static final int O_CREAT = 0100;
  static final int O_EXCL = 0200;
  static final int O_NOCTTY = 0400;
  static final int O_NONBLOCK = 04000;
  static final int O_NOATIME = 01000000;
  static final int O_CLOEXEC = 02000000;
  static final int O_PATH = 010000000;
  static final int O_DIRECTORY = directory(Platform.current());
  static final int O_NOFOLLOW = noFollow(Platform.current());

  static final int SEEK_SET = 0;

  private Flags() {}

  private static int directory(Platform platform) {
    return switch (platform) {
      case X86_64 -> 0200000;
      case ARM_64 -> 040000;
    };
  }

  private static int noFollow(Platform platform) {
    return switch (platform) {
      case X86_64 -> 0400000;
      case ARM_64 -> 0100000;
    };
  }
}
