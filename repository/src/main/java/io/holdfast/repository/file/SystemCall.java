package io.holdfast.repository.file;

/**
 * The system calls we use, with their numbers.
 *
 * <p>Source: Linux {@code arch/x86/entry/syscalls/syscall_64.tbl} and {@code
 * include/uapi/asm-generic/unistd.h}. Calling the kernel by number instead of the C library's
 * functions needs one foreign function in place of thirty, and works with C libraries that lack
 * {@code getdents64} or {@code mknodat}.
 */
enum SystemCall {
  CLOSE(3, 57),
  LSEEK(8, 62),
  RT_SIGACTION(13, 134),
  IOCTL(16, 29),
  PREAD(17, 67),
  PWRITE(18, 68),
  DUP(32, 23),
  KILL(62, 129),
  UNAME(63, 160),
  FTRUNCATE(77, 46),
  GETCWD(79, 17),
  FCHMOD(91, 52),
  FCHOWN(93, 55),
  GETUID(102, 174),
  GETGID(104, 176),
  LSETXATTR(189, 6),
  FSETXATTR(190, 7),
  LGETXATTR(192, 9),
  FGETXATTR(193, 10),
  LLISTXATTR(195, 12),
  FLISTXATTR(196, 13),
  LREMOVEXATTR(198, 15),
  FREMOVEXATTR(199, 16),
  GETDENTS(217, 61),
  OPENAT(257, 56),
  MKDIRAT(258, 34),
  MKNODAT(259, 33),
  FCHOWNAT(260, 54),
  UNLINKAT(263, 35),
  LINKAT(265, 37),
  SYMLINKAT(266, 36),
  READLINKAT(267, 78),
  FCHMODAT(268, 53),
  UTIMENSAT(280, 88),
  SYNCFS(306, 267),
  RENAMEAT2(316, 276),
  STATX(332, 291);

  private final int onX86;
  private final int onArm;
  private final long number;

  SystemCall(int onX86, int onArm) {
    this.onX86 = onX86;
    this.onArm = onArm;
    this.number = number(Platform.current());
  }

  /** The number on this machine. */
  long number() {
    return number;
  }

  int number(Platform platform) {
    return switch (platform) {
      case X86_64 -> onX86;
      case ARM_64 -> onArm;
    };
  }
}
