package io.holdfast.repository.file;

/** What an entry of a directory is. */
public enum EntryKind {
  FILE(0x8000, "regular file"),
  DIRECTORY(0x4000, "directory"),
  SYMLINK(0xA000, "symbolic link"),
  FIFO(0x1000, "fifo"),
  SOCKET(0xC000, "socket"),
  BLOCK_DEVICE(0x6000, "block device"),
  CHARACTER_DEVICE(0x2000, "character device"),
  /** Not told by this file system's listing, or of a kind that Linux does not know. */
  UNKNOWN(0, "entry of unknown kind");

  /** The bits of {@code st_mode} that hold the kind. */
  static final int MASK = 0xF000;

  private static final EntryKind[] BY_MODE = new EntryKind[16];

  static {
    for (int i = 0; i < BY_MODE.length; i++) {
      BY_MODE[i] = UNKNOWN;
    }
    for (EntryKind kind : values()) {
      BY_MODE[kind.modeBits >> 12] = kind;
    }
  }

  private final int modeBits;
  private final String words;

  EntryKind(int modeBits, String words) {
    this.modeBits = modeBits;
    this.words = words;
  }

  /** The kind that an {@code st_mode} says. */
  public static EntryKind ofMode(int mode) {
    return BY_MODE[(mode & MASK) >> 12];
  }

  /** The kind that a {@code d_type} says: the same bits, shifted. */
  static EntryKind ofDirent(int type) {
    return BY_MODE[type & 15];
  }

  /** The kind's bits in an {@code st_mode}. */
  public int modeBits() {
    return modeBits;
  }

  /** The kind in the words of a message. */
  @Override
  public String toString() {
    return words;
  }
}
