package io.holdfast.repository.file;

import io.holdfast.repository.codec.GoQuote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A name in an open directory, and what is about to be done to the entry: one call each. */
final class Name {
  /** More than any file system allows, and little enough for a path through {@code /proc}. */
  private static final int LONGEST = 4000;

  private final Descriptor directory;
  private final byte[] name;
  private final String attempted;

  /**
   * @throws PosixException with {@link Errno#EINVAL} when the bytes are no name
   */
  Name(Descriptor directory, byte[] name, String attempted) throws IOException {
    this.directory = directory;
    this.name = name;
    this.attempted = attempted;
    if (name.length > LONGEST) {
      throw failure(Errno.ENAMETOOLONG.number());
    }
    if (!isName(name)) {
      throw failure(Errno.EINVAL.number());
    }
  }

  private static boolean isName(byte[] name) {
    for (byte b : name) {
      if (b == 0 || b == '/') {
        return false;
      }
    }
    return switch (name.length) {
      case 0 -> false;
      case 1 -> name[0] != '.';
      case 2 -> name[0] != '.' || name[1] != '.';
      default -> true;
    };
  }

  /** The same entry, of which something else is attempted. */
  Name attempting(String other) throws IOException {
    return new Name(directory, name, other);
  }

  FileStatus status() throws IOException {
    try (Scratch scratch = Scratch.take()) {
      check(
          scratch,
          scratch.call(
              SystemCall.STATX,
              directory.number(),
              scratch.text(name),
              Flags.AT_SYMLINK_NOFOLLOW | Flags.AT_NO_AUTOMOUNT,
              FileStatus.BASIC_STATS,
              scratch.struct()));
      return scratch.status();
    }
  }

  byte[] target() throws IOException {
    try (Scratch scratch = Scratch.take()) {
      long length =
          check(
              scratch,
              scratch.call(
                  SystemCall.READLINKAT,
                  directory.number(),
                  scratch.text(name),
                  scratch.bulk().address(),
                  Scratch.BULK));
      return scratch.bytes(0, (int) length);
    }
  }

  void symlink(byte[] target) throws IOException {
    if (!Scratch.fits(target)) {
      throw failure(Errno.ENAMETOOLONG.number());
    }
    try (Scratch scratch = Scratch.take()) {
      check(
          scratch,
          scratch.call(
              SystemCall.SYMLINKAT,
              scratch.secondText(BytePath.of(target).raw()),
              directory.number(),
              scratch.text(name)));
    }
  }

  /** A call that takes directory, name and up to two numbers. */
  void call(SystemCall call, long c, long d) throws IOException {
    call(call, c, d, 0);
  }

  /** A call that takes directory, name and up to three numbers. */
  void call(SystemCall call, long c, long d, long e) throws IOException {
    try (Scratch scratch = Scratch.take()) {
      check(scratch, scratch.call(call, directory.number(), scratch.text(name), c, d, e));
    }
  }

  /**
   * A call that takes an existing entry, then this name for it, and no flags.
   *
   * @param joint what stands between the two in the words about its failure
   */
  void second(SystemCall call, Name existing, String joint) throws IOException {
    second(call, existing, joint, 0);
  }

  /** The same with flags. */
  void second(SystemCall call, Name existing, String joint, int flags) throws IOException {
    try (Scratch scratch = Scratch.take()) {
      long result =
          scratch.call(
              call,
              existing.directory.number(),
              scratch.secondText(existing.name),
              directory.number(),
              scratch.text(name),
              flags);
      if (result == -1) {
        String both = "%s \"%s\" %s".formatted(existing.attempted, existing.shown(), joint);
        throw new PosixException(both, shown(), scratch.errno());
      }
    }
  }

  /** Sets the times of the entry. */
  void times(Timestamp accessed, Timestamp modified) throws IOException {
    try (Scratch scratch = Scratch.take()) {
      scratch.times(accessed, modified);
      check(
          scratch,
          scratch.call(
              SystemCall.UTIMENSAT,
              directory.number(),
              scratch.text(name),
              scratch.struct(),
              Flags.AT_SYMLINK_NOFOLLOW));
    }
  }

  /** Opens with {@code first} flags, or with {@code second} where those are not permitted. */
  Descriptor open(int first, int second, int mode) throws IOException {
    try (Scratch scratch = Scratch.take()) {
      long text = scratch.text(name);
      int always = Flags.O_CLOEXEC | Flags.O_NOCTTY;
      int parent = directory.number();
      long number = scratch.call(SystemCall.OPENAT, parent, text, first | always, mode);
      if (number == -1 && first != second && scratch.errno() == Errno.EPERM.number()) {
        number = scratch.call(SystemCall.OPENAT, parent, text, second | always, mode);
      }
      check(scratch, number);
      return new Descriptor((int) number, path());
    }
  }

  /** Opens as {@link #open} does, and makes sure that it is a regular file. */
  OpenFile openFile(int first, int second, int mode) throws IOException {
    Descriptor opened = open(first, second, mode);
    FileStatus status;
    try {
      status = opened.status();
      if (!status.isFile()) {
        throw new UnexpectedKindException(path(), status.kind());
      }
    } catch (IOException e) {
      try (opened) {
        throw e;
      }
    }
    return new OpenFile(opened, status);
  }

  /**
   * A path to the entry, for calls that take no directory; what comes before the name is the open
   * directory itself, wherever it has been moved.
   */
  byte[] throughProc() throws IOException {
    byte[] prefix =
        ("/proc/self/fd/" + directory.number() + "/").getBytes(StandardCharsets.US_ASCII);
    byte[] path = new byte[prefix.length + name.length];
    System.arraycopy(prefix, 0, path, 0, prefix.length);
    System.arraycopy(name, 0, path, prefix.length, name.length);
    return path;
  }

  BytePath path() {
    return directory.path().resolve(name);
  }

  long check(Scratch scratch, long result) throws PosixException {
    if (result == -1) {
      throw failure(scratch.errno());
    }
    return result;
  }

  private PosixException failure(int number) {
    return new PosixException(attempted, shown(), number);
  }

  /** Its path for messages, also when the bytes are no name. */
  private String shown() {
    String before = directory.path().toString();
    return before + (before.endsWith("/") ? "" : "/") + GoQuote.printable(name);
  }
}
