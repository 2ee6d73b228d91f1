package io.holdfast.host.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** Small files that only their owner reads, and that are there as a whole or not at all. */
public final class PrivateFile {
  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private PrivateFile() {}

  /** Replaces the file; when it returns, the new content outlives a crash of the machine. */
  public static void write(Path file, byte[] content) throws IOException {
    var beside = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(beside);
    try (var channel =
        FileChannel.open(
            beside,
            NEW,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      var rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (var directory = FileChannel.open(file.toAbsolutePath().getParent())) {
      directory.force(true);
    }
  }

  /**
   * Whether a file that should be private may be read by others than its owner. A pipe or a device
   * is nobody's to read.
   */
  public static boolean isReadByOthers(Path file) throws IOException {
    var attributes = Files.readAttributes(file, PosixFileAttributes.class);
    return attributes.isRegularFile()
        && (attributes.permissions().contains(PosixFilePermission.GROUP_READ)
            || attributes.permissions().contains(PosixFilePermission.OTHERS_READ));
  }

  /** The content; empty when there is no file. A larger one than {@code most} is refused. */
  public static Optional<byte[]> read(Path file, int most) throws IOException {
    try (var input = Files.newInputStream(file)) {
      var content = input.readNBytes(most + 1);
      if (content.length > most) {
        throw new FileSystemException(
            file.toString(),
            null,
            "is larger than %d bytes; holdfast did not write it".formatted(most));
      }
      return Optional.of(content);
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
  }
}
