package io.holdfast.server.state;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.holdfast.schema.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A state directory that this process owns until it closes it, or ends.
 *
 * <p>The lock is the kernel's, so a process that was killed leaves none behind. The file stays:
 * removing it would let two processes lock two files of one name.
 */
public final class StateDirectory implements AutoCloseable {
  private static final int LONGEST_NUMBER = 20;

  private final Path path;
  private final FileChannel channel;

  private StateDirectory(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Makes the directory where there is none, and takes it.
   *
   * @throws StateTakenException another process has it
   */
  public static StateDirectory claim(Path path) throws IOException {
    Files.createDirectories(
        path.toAbsolutePath(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    refuseOpenDoors(path);
    var channel =
        FileChannel.open(
            path.resolve("lock"),
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      if (lock(channel) == null) {
        throw new StateTakenException(path, holder(channel));
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(US_ASCII)), 0);
    } catch (IOException failure) {
      channel.close();
      throw failure;
    }
    return new StateDirectory(path, channel);
  }

  /** What others may write into, they may also put a token into. */
  private static void refuseOpenDoors(Path path) throws IOException {
    var permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    if (permissions.charAt(4) == 'w' || permissions.charAt(7) == 'w') {
      throw new FileSystemException(
          path.toString(),
          null,
          "others may write into the state directory (%s), and so give themselves a token; run 'chmod 700 %s'"
              .formatted(permissions, path));
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException ownedHere) {
      return null;
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    var bytes = ByteBuffer.allocate(LONGEST_NUMBER);
    channel.read(bytes, 0);
    var number = new String(bytes.array(), 0, bytes.position(), US_ASCII).strip();
    return number.matches("[0-9]+") ? "process " + number : "a process that is just starting";
  }

  public Path tokens() {
    return path.resolve("tokens.json");
  }

  public Path token() {
    return path.resolve("token");
  }

  private Path address() {
    return path.resolve("server.json");
  }

  /** Lets the command line find the server. */
  public void announce(Address address) throws IOException {
    PrivateFile.write(address(), Json.write(address));
  }

  /** Gives the directory up; the server is found no more. */
  @Override
  public void close() throws IOException {
    try (channel) {
      Files.deleteIfExists(address());
    }
  }
}
