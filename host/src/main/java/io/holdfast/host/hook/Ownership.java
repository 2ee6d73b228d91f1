package io.holdfast.host.hook;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;

/**
 * Gives what a hook wrote the owner that a server's own files have: a server refuses, or cannot
 * read, a file of root's.
 */
final class Ownership {
  private final PosixFileAttributes model;

  private Ownership(PosixFileAttributes model) {
    this.model = model;
  }

  /** As a plain file of the server's. */
  static Ownership of(Path path) throws IOException {
    return new Ownership(
        Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
  }

  /** Gives a directory and all below it that owner and mode. */
  void give(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            giveOne(directory, true);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            giveOne(file, false);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private void giveOne(Path path, boolean directory) throws IOException {
    var view =
        Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    var now = view.readAttributes();
    if (!now.owner().equals(model.owner())) {
      view.setOwner(model.owner());
    }
    if (!now.group().equals(model.group())) {
      view.setGroup(model.group());
    }
    view.setPermissions(mode(directory));
  }

  private EnumSet<PosixFilePermission> mode(boolean directory) {
    var mode = EnumSet.copyOf(model.permissions());
    if (directory) {
      // Who may read the files may enter the directories.
      mode.add(PosixFilePermission.OWNER_EXECUTE);
      if (mode.contains(PosixFilePermission.GROUP_READ)) {
        mode.add(PosixFilePermission.GROUP_EXECUTE);
      }
      if (mode.contains(PosixFilePermission.OTHERS_READ)) {
        mode.add(PosixFilePermission.OTHERS_EXECUTE);
      }
    }
    return mode;
  }
}
