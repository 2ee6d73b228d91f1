package io.holdfast.repository.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * A directory in which files appear whole or not at all and stay through a power loss.
 *
 * <p>The order is always: write a temporary file, flush it, give it its name, flush the folder. Any
 * earlier end leaves at most a temporary file, {@code <name>-tmp-<digits>} as restic names its own,
 * which both ignore as no object's name.
 */
final class DurableDirectory {
  private static final Pattern TEMPORARY =
      Pattern.compile("(config|clock|[0-9a-f]{64})-tmp-[0-9]+");

  /** Small enough that the JDK's copy of a heap buffer for the call stays small too. */
  private static final int WRITE_SLICE = 1 << 20;

  private static final Set<String> FOLDERS_CANNOT_BE_FLUSHED =
      Set.of("Invalid argument", "Operation not supported");

  private final Path root;

  DurableDirectory(Path root) {
    this.root = root;
  }

  /** Makes a folder, and those above it, unless it is there. */
  void create(Path folder) throws IOException {
    Path parent = folder.getParent();
    if (Files.isDirectory(folder) || parent == null) {
      return;
    }
    create(parent);
    if (makeFolder(folder)) {
      sync(parent);
    }
  }

  /** Makes the folders {@code 00} to {@code ff}; one flush of their parent serves them all. */
  void createTwoDigitFolders(Path parent) throws IOException {
    boolean made = false;
    for (int i = 0; i < 256; i++) {
      made |= makeFolder(parent.resolve(HexFormat.of().toHexDigits((byte) i)));
    }
    if (made) {
      sync(parent);
    }
  }

  /** Stores a file in place of any that has its name. */
  void store(Path file, ObjectContent content) throws IOException {
    Path temporary = writeTemporary(file, content);
    try {
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw removing(temporary, e);
    }
    sync(folderOf(file));
  }

  /** Stores a file unless there is one of its name; of writers that race one alone gets true. */
  boolean storeNew(Path file, ObjectContent content) throws IOException {
    if (Files.exists(file)) {
      return false;
    }
    Path temporary = writeTemporary(file, content);
    boolean stored;
    try {
      stored = claim(file, temporary);
    } catch (IOException e) {
      throw removing(temporary, e);
    }
    Files.deleteIfExists(temporary);
    sync(folderOf(file));
    return stored;
  }

  /**
   * Gives the temporary file a name that nobody has yet: a hard link fails where a rename would
   * replace. File systems without hard links get a look and a rename, which two writers could pass
   * at the same instant; restic does not even look.
   */
  private static boolean claim(Path file, Path temporary) throws IOException {
    try {
      Files.createLink(file, temporary);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (FileSystemException | UnsupportedOperationException withoutLinks) {
      if (Files.exists(file)) {
        return false;
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      return true;
    }
  }

  /** Removes a file, if it is there. */
  void delete(Path file) throws IOException {
    if (Files.deleteIfExists(file)) {
      sync(folderOf(file));
    }
  }

  /** Removes a file if it is a temporary one last written before {@code before}. */
  boolean sweep(Path file, Instant before) throws IOException {
    Path name = file.getFileName();
    if (name == null || !TEMPORARY.matcher(name.toString()).matches()) {
      return false;
    }
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(before)
          && Files.deleteIfExists(file);
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  /** The time that the file system gives to a file made now. */
  Instant now(Path folder) throws IOException {
    Path probe = temporary(folder, "clock");
    openIn(folder, probe).close();
    FileTime time;
    try {
      time = Files.getLastModifiedTime(probe);
    } finally {
      Files.deleteIfExists(probe);
    }
    return time.toInstant();
  }

  private Path writeTemporary(Path file, ObjectContent content) throws IOException {
    Path folder = folderOf(file);
    Path temporary = temporary(folder, String.valueOf(file.getFileName()));
    boolean shared = sharedWithGroup();
    try (FileChannel channel = openIn(folder, temporary)) {
      content.slices(
          WRITE_SLICE,
          slice -> {
            while (slice.hasRemaining()) {
              channel.write(slice);
            }
          });
      if (shared) {
        // asked for again because the process's umask took it from the new file
        Files.setPosixFilePermissions(temporary, permissions("r--r-----"));
      }
      channel.force(true);
    } catch (IOException e) {
      throw removing(temporary, LocalFailure.ofWrite(folder, content.size(), e));
    }
    return temporary;
  }

  /** Opens a new file, after making its folder where somebody removed an empty one. */
  private FileChannel openIn(Path folder, Path file) throws IOException {
    try {
      return openNew(file);
    } catch (NoSuchFileException e) {
      if (!Files.isDirectory(root)) {
        throw e;
      }
      create(folder);
      return openNew(file);
    }
  }

  /** Opens a new file for writing that is read-only for everybody who opens it later. */
  private static FileChannel openNew(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
        PosixFilePermissions.asFileAttribute(permissions("r--------")));
  }

  private boolean makeFolder(Path folder) throws IOException {
    try {
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(permissions("rwx------")));
    } catch (FileAlreadyExistsException e) {
      if (Files.isDirectory(folder)) {
        return false;
      }
      throw e;
    }
    if (sharedWithGroup()) {
      Files.setPosixFilePermissions(folder, permissions("rwxrwx---"));
    }
    return true;
  }

  /** Whether the repository is one that a group shares: its config is readable by the group. */
  private boolean sharedWithGroup() throws IOException {
    try {
      return Files.getPosixFilePermissions(root.resolve(ObjectName.CONFIG.path()))
          .contains(PosixFilePermission.GROUP_READ);
    } catch (NoSuchFileException notYet) {
      return false;
    }
  }

  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // some network file systems flush their folders themselves and refuse to be told; as restic
      if (!FOLDERS_CANNOT_BE_FLUSHED.contains(String.valueOf(e.getMessage()))) {
        throw e;
      }
    }
  }

  private static IOException removing(Path temporary, IOException cause) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
    return cause;
  }

  private static Path temporary(Path folder, String name) {
    long random = ThreadLocalRandom.current().nextLong();
    return folder.resolve(name + "-tmp-" + Long.toUnsignedString(random));
  }

  private static Path folderOf(Path file) {
    Path folder = file.getParent();
    if (folder == null) {
      throw new IllegalArgumentException(file + " lies in no folder");
    }
    return folder;
  }

  private static Set<PosixFilePermission> permissions(String text) {
    return PosixFilePermissions.fromString(text);
  }
}
