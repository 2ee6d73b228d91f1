package io.holdfast.repository.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An open directory, through which its entries are read, made, changed and removed by name.
 *
 * <p>No method follows a symbolic link: an entry that is one is treated as the link it is, or
 * refused with {@link Errno#ELOOP} or {@link Errno#ENOTDIR}. Since the directory is open, it stays
 * the same one when somebody moves it or puts a link into its path. Many threads may use it at
 * once, except for listing; whoever opened it closes it when no call runs any more.
 */
public final class Directory implements AutoCloseable {
  private static final int OPEN =
      Flags.O_RDONLY | Flags.O_DIRECTORY | Flags.O_CLOEXEC | Flags.O_NONBLOCK;

  private final Descriptor descriptor;

  private Directory(Descriptor descriptor) {
    this.descriptor = descriptor;
  }

  /** Takes what a listing finds. */
  @FunctionalInterface
  public interface Entries {
    /** An entry; its kind is {@link EntryKind#UNKNOWN} where the listing does not tell it. */
    void entry(byte[] name, EntryKind kind) throws IOException;
  }

  /** Opens a directory, following every symbolic link in the path: the user named it. */
  public static Directory open(BytePath path) throws IOException {
    if (!Scratch.fits(path.raw())) {
      throw new PosixException("open", path.toString(), Errno.ENAMETOOLONG.number());
    }
    try (Scratch scratch = Scratch.take()) {
      long number =
          scratch.call(SystemCall.OPENAT, Flags.AT_FDCWD, scratch.text(path.raw()), OPEN, 0);
      if (number == -1) {
        throw new PosixException("open", path.toString(), scratch.errno());
      }
      return new Directory(new Descriptor((int) number, path));
    }
  }

  /** Opens a directory in this one; its access time stays where we may say so. */
  public Directory openChild(byte[] name) throws IOException {
    Name entry = name("open", name);
    return new Directory(
        entry.open(OPEN | Flags.O_NOFOLLOW | Flags.O_NOATIME, OPEN | Flags.O_NOFOLLOW, 0));
  }

  /** What its messages call it: the path it was opened by. */
  public BytePath path() {
    return descriptor.path();
  }

  /** This directory's own status. */
  public FileStatus status() throws IOException {
    return descriptor.status();
  }

  /** An entry's status. */
  public FileStatus status(byte[] name) throws IOException {
    return name("read the status of", name).status();
  }

  /** An entry's status; empty when there is no such entry. */
  public Optional<FileStatus> find(byte[] name) throws IOException {
    try {
      return Optional.of(status(name));
    } catch (PosixException e) {
      if (e.errno() == Errno.ENOENT) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Passes on every entry but {@code .} and {@code ..}, in the file system's order, while it is
   * read. Walk deeper after the listing rather than inside {@code entries}: each listing that runs
   * holds a buffer. An entry that is made or removed meanwhile may or may not be among them. One
   * listing of a directory at a time.
   */
  public void list(Entries entries) throws IOException {
    new Listing(descriptor).read(entries);
  }

  /** The names of all entries, in the file system's order. */
  public List<byte[]> names() throws IOException {
    List<byte[]> names = new ArrayList<>();
    list((name, _) -> names.add(name));
    return names;
  }

  /** A symbolic link's target: any bytes but NUL, at least one. */
  public byte[] readLink(byte[] name) throws IOException {
    return name("read the link", name).target();
  }

  /**
   * Opens a regular file for reading; its access time stays where we may say so. Never waits, also
   * when a fifo has taken the file's place.
   *
   * @throws UnexpectedKindException when it is no regular file
   */
  public OpenFile openRead(byte[] name) throws IOException {
    int flags = Flags.O_RDONLY | Flags.O_NOFOLLOW | Flags.O_NONBLOCK;
    return name("open", name).openFile(flags | Flags.O_NOATIME, flags, 0);
  }

  /**
   * Opens a regular file for reading and writing, as long as it is.
   *
   * @throws UnexpectedKindException when it is no regular file
   */
  public OpenFile openWrite(byte[] name) throws IOException {
    int flags = Flags.O_RDWR | Flags.O_NOFOLLOW | Flags.O_NONBLOCK;
    return name("open for writing", name).openFile(flags, flags, 0);
  }

  /**
   * Makes a file, open for reading and writing.
   *
   * @param mode permissions, from which the process's {@code umask} is taken away
   * @throws PosixException with {@link Errno#EEXIST} when the name is taken, by a link too
   */
  public OpenFile createFile(byte[] name, int mode) throws IOException {
    int flags = Flags.O_RDWR | Flags.O_CREAT | Flags.O_EXCL | Flags.O_NOFOLLOW;
    return name("create", name).openFile(flags, flags, mode);
  }

  /** Makes a directory; {@code mode} as for {@link #createFile}. */
  public void createDirectory(byte[] name, int mode) throws IOException {
    name("create the directory", name).call(SystemCall.MKDIRAT, mode, 0);
  }

  /** Makes a symbolic link to {@code target}, which may be any bytes but NUL. */
  public void createSymlink(byte[] name, byte[] target) throws IOException {
    name("create the link", name).symlink(target);
  }

  /**
   * Makes a fifo, socket, device or empty file.
   *
   * @param kind what it becomes
   * @param mode as for {@link #createFile}
   * @param special which device; 0 for anything else
   */
  public void createNode(byte[] name, EntryKind kind, int mode, long special) throws IOException {
    name("create the " + kind, name)
        .call(SystemCall.MKNODAT, kind.modeBits() | (mode & 07777), special);
  }

  /** Gives an entry a second name in {@code to}; a symbolic link itself, not its target. */
  public void link(byte[] name, Directory to, byte[] newName) throws IOException {
    to.name("make the link", newName).second(SystemCall.LINKAT, name("link to", name), "the name");
  }

  /** Moves an entry to {@code newName} in {@code to}, in place of what is there. */
  public void rename(byte[] name, Directory to, byte[] newName) throws IOException {
    to.name("rename to", newName).second(SystemCall.RENAMEAT2, name("rename", name), "to");
  }

  /**
   * Gives two entries each other's place, in one step: nobody ever finds one of the names absent.
   *
   * @throws PosixException also where the file system cannot do that
   */
  public void exchange(byte[] name, Directory other, byte[] otherName) throws IOException {
    other
        .name("exchange with", otherName)
        .second(SystemCall.RENAMEAT2, name("exchange", name), "with", Flags.RENAME_EXCHANGE);
  }

  /** Waits until everything that was written to its file system is on disk. */
  public void syncFileSystem() throws IOException {
    descriptor.call("write what is in memory of the file system of", SystemCall.SYNCFS, 0, 0, 0);
  }

  /** Removes an entry that is no directory. */
  public void removeFile(byte[] name) throws IOException {
    name("remove", name).call(SystemCall.UNLINKAT, 0, 0);
  }

  /** Removes an empty directory. */
  public void removeDirectory(byte[] name) throws IOException {
    name("remove the directory", name).call(SystemCall.UNLINKAT, Flags.AT_REMOVEDIR, 0);
  }

  /** This directory's own mode, owner, times and extended attributes. */
  public Attributes attributes() {
    return new Attributes(descriptor, null);
  }

  /** An entry's mode, owner, times and extended attributes. */
  public Attributes attributes(byte[] name) throws IOException {
    return new Attributes(descriptor, name("use", name));
  }

  @Override
  public void close() throws IOException {
    descriptor.close();
  }

  private Name name(String attempted, byte[] name) throws IOException {
    return new Name(descriptor, name, attempted);
  }
}
