package io.holdfast.host.coverage;

import io.holdfast.host.volume.BtrfsSnapshots;
import io.holdfast.host.volume.Mounting;
import io.holdfast.protection.coverage.Found;
import io.holdfast.protection.coverage.Protection;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** One look at directories. */
final class Look {
  /** What has more entries is no directory that people keep an eye on. */
  private static final int MOST = 100_000;

  private final Protection outline;
  private final List<DeclaredVolume> volumes;
  private final Mounting mounting;

  /**
   * @param outline which directories contain volumes
   */
  Look(Protection outline, List<DeclaredVolume> volumes, Mounting mounting) {
    this.outline = outline;
    this.volumes = volumes;
    this.mounting = mounting;
  }

  /** A root with what is in it. */
  Found root(String root) {
    try {
      Path path = Path.of(root);
      Path real = path.toRealPath();
      Optional<Path> absent = mounting.absentAround(real);
      return absent.isPresent()
          ? new Found.Unreadable(root, Mounting.words(absent.get()))
          : new Found.Directory(root, real.toString(), entries(path));
    } catch (IOException failure) {
      return new Found.Unreadable(root, reason(failure));
    }
  }

  private List<Found> entries(Path directory) throws IOException {
    Path real = directory.toRealPath();
    List<Found> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        if (found.size() == MOST) {
          throw new IOException("it has more than %d entries".formatted(MOST));
        }
        if (!entry.endsWith(BtrfsSnapshots.SHELF)) {
          found.add(found(entry, real));
        }
      }
    } catch (DirectoryIteratorException failure) {
      throw failure.getCause();
    }
    found.sort(Comparator.comparing(Found::path));
    return found;
  }

  private Found found(Path entry, Path above) {
    String path = entry.toString();
    try {
      var attributes = Files.readAttributes(entry, BasicFileAttributes.class);
      Path real = entry.toRealPath();
      if (!attributes.isDirectory() || isAnotherName(entry, real, above)) {
        return new Found.NoDirectory(path, real.toString());
      }
      String place = place(real, attributes);
      if (!outline.isToBeOpened(place)) {
        return new Found.Directory(path, place, List.of());
      }
      Optional<Path> absent = mounting.absentAround(real);
      return absent.isPresent()
          ? new Found.Unreadable(path, Mounting.words(absent.get()))
          : new Found.Directory(path, place, entries(entry));
    } catch (NoSuchFileException gone) {
      return new Found.NoDirectory(path, path); // a link to nowhere, or removed meanwhile
    } catch (IOException failure) {
      return new Found.Unreadable(path, reason(failure));
    }
  }

  /** A link to a directory beside it, which is looked at under its own name. */
  private static boolean isAnotherName(Path entry, Path real, Path above) {
    return above.equals(real.getParent())
        && !Objects.equals(entry.getFileName(), real.getFileName());
  }

  /** Where a volume is mounted a second time, it is that volume. */
  private String place(Path real, BasicFileAttributes attributes) {
    Object key = attributes.fileKey();
    return volumes.stream()
        .filter(volume -> key != null && key.equals(volume.key()))
        .findFirst()
        .map(DeclaredVolume::real)
        .orElseGet(real::toString);
  }

  private static String reason(IOException failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "it is not there";
      case AccessDeniedException _ -> "it may not be read";
      case NotDirectoryException _ -> "it is no directory";
      default -> String.valueOf(failure.getMessage());
    };
  }
}
