package io.holdfast.repository.file;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * What {@code stat} tells about an entry.
 *
 * <p>Read by {@code statx}, whose structure is the same on every architecture; its device numbers
 * are put together as {@code makedev} does, so that they equal those that restic writes.
 *
 * @param identity which entry of which file system
 * @param mode {@code st_mode}: the kind and twelve bits of permission
 * @param links how many names it has
 * @param userId unsigned, in a {@code long} so that 4,294,967,294 stays positive
 * @param groupId likewise
 * @param size in bytes; a symbolic link's is its target's length
 * @param content times and blocks
 */
public record FileStatus(
    Identity identity,
    int mode,
    long links,
    long userId,
    long groupId,
    long size,
    Content content) {

  static final int BYTES = 256;
  static final int BASIC_STATS = 0x7ff;

  /**
   * Which entry of which file system, and what a device node stands for.
   *
   * @param device {@code st_dev}
   * @param inode {@code st_ino}; unsigned
   * @param special {@code st_rdev}; 0 unless the entry is a device
   */
  public record Identity(long device, long inode, long special) {}

  /**
   * What changes when an entry is used.
   *
   * @param accessed {@code atime}
   * @param modified {@code mtime}
   * @param changed {@code ctime}
   * @param blocks of 512 bytes that are allocated
   */
  public record Content(Timestamp accessed, Timestamp modified, Timestamp changed, long blocks) {}

  /** Reads a {@code struct statx}. */
  static FileStatus at(MemorySegment memory, long offset) {
    return new FileStatus(
        new Identity(
            makeDevice(word(memory, offset + 136), word(memory, offset + 140)),
            memory.get(ValueLayout.JAVA_LONG, offset + 32),
            makeDevice(word(memory, offset + 128), word(memory, offset + 132))),
        Short.toUnsignedInt(memory.get(ValueLayout.JAVA_SHORT, offset + 28)),
        word(memory, offset + 16),
        word(memory, offset + 20),
        word(memory, offset + 24),
        memory.get(ValueLayout.JAVA_LONG, offset + 40),
        new Content(
            timestamp(memory, offset + 64),
            timestamp(memory, offset + 112),
            timestamp(memory, offset + 96),
            memory.get(ValueLayout.JAVA_LONG, offset + 48)));
  }

  /** A device number as {@code makedev} of the C library and the kernel put it together. */
  public static long makeDevice(long major, long minor) {
    return (minor & 0xff)
        | ((major & 0xfff) << 8)
        | ((minor & 0xffffff00L) << 12)
        | ((major & 0xfffff000L) << 32);
  }

  private static long word(MemorySegment memory, long offset) {
    return Integer.toUnsignedLong(memory.get(ValueLayout.JAVA_INT, offset));
  }

  /** File systems in user space may say more nanoseconds than a second has. */
  private static Timestamp timestamp(MemorySegment memory, long offset) {
    return new Timestamp(
        memory.get(ValueLayout.JAVA_LONG, offset),
        (int) Math.min(word(memory, offset + 8), 999_999_999));
  }

  public EntryKind kind() {
    return EntryKind.ofMode(mode);
  }

  public boolean isFile() {
    return kind() == EntryKind.FILE;
  }

  public boolean isDirectory() {
    return kind() == EntryKind.DIRECTORY;
  }

  public boolean isSymlink() {
    return kind() == EntryKind.SYMLINK;
  }

  /** The twelve bits {@code 07777}: set-user-id, set-group-id, sticky, and nine of permission. */
  public int permissions() {
    return mode & 07777;
  }

  public long device() {
    return identity.device();
  }

  public long inode() {
    return identity.inode();
  }

  /** What a device node stands for ({@code st_rdev}). */
  public long special() {
    return identity.special();
  }

  public Timestamp accessed() {
    return content.accessed();
  }

  public Timestamp modified() {
    return content.modified();
  }

  public Timestamp changed() {
    return content.changed();
  }

  /** Allocated blocks of 512 bytes. */
  public long blocks() {
    return content.blocks();
  }
}
