package io.holdfast.repository.tree;

/**
 * Type and permission bits of an entry, laid out as Go's {@code os.FileMode} (F25), which is not
 * the layout of {@code st_mode}.
 *
 * @param bits the 32 bits as they stand in a tree
 */
public record FileMode(int bits) {
  public static final int DIRECTORY = 1 << 31;
  public static final int SYMLINK = 1 << 27;
  public static final int DEVICE = 1 << 26;
  public static final int FIFO = 1 << 25;
  public static final int SOCKET = 1 << 24;
  public static final int SET_USER_ID = 1 << 23;
  public static final int SET_GROUP_ID = 1 << 22;
  public static final int CHARACTER_DEVICE = 1 << 21;
  public static final int STICKY = 1 << 20;
  public static final int IRREGULAR = 1 << 19;

  private static final int TYPE =
      DIRECTORY | SYMLINK | DEVICE | FIFO | SOCKET | CHARACTER_DEVICE | IRREGULAR;

  private static final int S_IFMT = 0xf000;
  private static final int S_IFSOCK = 0xc000;
  private static final int S_IFLNK = 0xa000;
  private static final int S_IFREG = 0x8000;
  private static final int S_IFBLK = 0x6000;
  private static final int S_IFDIR = 0x4000;
  private static final int S_IFCHR = 0x2000;
  private static final int S_IFIFO = 0x1000;
  private static final int S_ISUID = 0x800;
  private static final int S_ISGID = 0x400;
  private static final int S_ISVTX = 0x200;
  private static final int PERMISSIONS = 0x1ff;

  /** The mode that POSIX {@code stat} reports as {@code statMode}. */
  public static FileMode ofStatMode(int statMode) {
    int bits = statMode & PERMISSIONS;
    bits |=
        switch (statMode & S_IFMT) {
          case S_IFDIR -> DIRECTORY;
          case S_IFLNK -> SYMLINK;
          case S_IFBLK -> DEVICE;
          case S_IFCHR -> DEVICE | CHARACTER_DEVICE;
          case S_IFIFO -> FIFO;
          case S_IFSOCK -> SOCKET;
          case S_IFREG -> 0;
          default -> IRREGULAR;
        };
    bits |= (statMode & S_ISUID) != 0 ? SET_USER_ID : 0;
    bits |= (statMode & S_ISGID) != 0 ? SET_GROUP_ID : 0;
    bits |= (statMode & S_ISVTX) != 0 ? STICKY : 0;
    return new FileMode(bits);
  }

  /** The mode as POSIX {@code st_mode}; an irregular entry has no type bits there. */
  public int statMode() {
    return statType() | chmodBits();
  }

  /** What {@code chmod} takes: permissions, set-user-id, set-group-id and sticky. */
  public int chmodBits() {
    int mode = bits & PERMISSIONS;
    mode |= (bits & SET_USER_ID) != 0 ? S_ISUID : 0;
    mode |= (bits & SET_GROUP_ID) != 0 ? S_ISGID : 0;
    mode |= (bits & STICKY) != 0 ? S_ISVTX : 0;
    return mode;
  }

  private int statType() {
    return switch (bits & TYPE) {
      case DIRECTORY -> S_IFDIR;
      case SYMLINK -> S_IFLNK;
      case DEVICE -> S_IFBLK;
      case DEVICE | CHARACTER_DEVICE -> S_IFCHR;
      case FIFO -> S_IFIFO;
      case SOCKET -> S_IFSOCK;
      case 0 -> S_IFREG;
      default -> 0;
    };
  }
}
