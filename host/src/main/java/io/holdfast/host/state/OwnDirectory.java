package io.holdfast.host.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A directory that this program made for itself. */
public final class OwnDirectory {
  private static final String DEVICE = "unix:dev";
  private static final Set<PosixFilePermission> OPEN =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private OwnDirectory() {}

  /**
   * Removes it; links are not followed, and what was mounted into it is not entered.
   *
   * @return whether it was there
   */
  public static boolean remove(Path root) throws IOException {
    if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    Files.walkFileTree(root, new Removal(Files.getAttribute(root, DEVICE)));
    return true;
  }

  /**
   * Sees to it that what is in it outlives a power cut.
   *
   * @return the regular files below it
   */
  public static List<Path> sync(Path root) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> below = Files.walk(root)) {
      for (Path path : (Iterable<Path>) below::iterator) {
        boolean file = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
        if (file) {
          files.add(path);
        }
        if (file || Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
          Durability.force(path);
        }
      }
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
    return files;
  }

  private static final class Removal extends SimpleFileVisitor<Path> {
    private final Object device;

    Removal(Object device) {
      this.device = device;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      if (!Files.getAttribute(directory, DEVICE, LinkOption.NOFOLLOW_LINKS).equals(device)) {
        throw new IOException("something is mounted at " + directory);
      }
      if (!Files.isWritable(directory)) {
        Files.setPosixFilePermissions(directory, OPEN);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
