package io.holdfast.repository.store.cache;

import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The files of one cache: {@code <kind>/<two digits>/<name>}, whole or not there.
 *
 * <p>A file's time of modification is when it was last used. Nothing is flushed: after a power loss
 * a file may be wrong, which its verification finds.
 */
final class CacheFiles {
  private static final String UNFINISHED = ".new";
  private static final Duration SURELY_ABANDONED = Duration.ofDays(1);
  private static final Duration BEING_WRITTEN = Duration.ofMinutes(10);
  private static final int SLICE = 1 << 20;
  // What remains once the bound is reached, so that not every file that comes makes us look again.
  private static final double SHARE_KEPT = 0.9;

  /** What https://bford.info/cachedir/ asks for, so that backups can leave caches out. */
  private static final String TAG = "Signature: 8a477f597d28d172789f06886806bc55\n";

  private final Path directory;
  private final long mostBytes;
  private final InstantSource clock;
  private long bytes = -1; // guarded by this; not counted yet when negative

  CacheFiles(Path directory, long mostBytes, InstantSource clock) {
    this.directory = directory;
    this.mostBytes = mostBytes;
    this.clock = clock;
  }

  Path directory() {
    return directory;
  }

  Path path(ObjectName name) {
    return folder(name.kind()).resolve(name.name().substring(0, 2)).resolve(name.name());
  }

  private Path folder(ObjectKind kind) {
    return directory.resolve(kind.folder());
  }

  /** Whether so large an object has its place here. */
  boolean fits(long size) {
    return size <= mostBytes / 2;
  }

  /**
   * Opens a copy to read it.
   *
   * @throws NoSuchFileException also when there is something that this cache has not written: a
   *     fifo, which nobody would ever write to, a link to elsewhere, a file of a size that it does
   *     not take
   */
  FileChannel open(ObjectName name) throws IOException {
    Path file = path(name);
    BasicFileAttributes attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isRegularFile() || !fits(attributes.size())) {
      throw new NoSuchFileException(file.toString());
    }
    return FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  }

  void write(ObjectName name, ObjectContent content) throws IOException {
    Path file = path(name);
    Path folder = Objects.requireNonNull(file.getParent());
    makeFolders(folder);
    String random = Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36);
    Path unfinished = folder.resolve(name.name() + "-" + random + UNFINISHED);
    try {
      writeTo(unfinished, content.at(ObjectContent.Pace.UNLIMITED));
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      try {
        Files.deleteIfExists(unfinished);
      } catch (IOException left) {
        e.addSuppressed(left);
      }
      throw e;
    }
    added(content.size());
  }

  private void makeFolders(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path tag = directory.resolveSibling("CACHEDIR.TAG");
    try {
      Files.write(tag, TAG.getBytes(StandardCharsets.US_ASCII), StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException there) {
      // as on every other occasion
    }
  }

  private static void writeTo(Path file, ObjectContent content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      content.slices(
          SLICE,
          slice -> {
            while (slice.hasRemaining()) {
              channel.write(slice);
            }
          });
    }
  }

  void delete(ObjectName name) throws IOException {
    Path file = path(name);
    try {
      long size = Files.size(file);
      if (Files.deleteIfExists(file)) {
        added(-size);
      }
    } catch (NoSuchFileException absent) {
      // somebody else was faster
    }
  }

  /** Says that a file was used now. */
  void touch(ObjectName name) throws IOException {
    Files.setLastModifiedTime(path(name), FileTime.from(clock.instant()));
  }

  /** The names of all whole files of a kind. */
  List<ObjectName> names(ObjectKind kind) throws IOException {
    List<ObjectName> names = new ArrayList<>();
    for (Path folder : entries(folder(kind))) {
      for (Path file : entries(folder)) {
        String name = String.valueOf(file.getFileName());
        if (Sha256.isWellFormed(name)) {
          names.add(new ObjectName(kind, name));
        }
      }
    }
    return names;
  }

  private synchronized void added(long count) throws IOException {
    if (bytes < 0) {
      bytes = shrink(Long.MAX_VALUE); // counts this file too
    } else {
      bytes += count;
    }
    if (bytes > mostBytes) {
      bytes = shrink((long) (mostBytes * SHARE_KEPT));
    }
  }

  /**
   * A file that is there.
   *
   * @param growing whether another program writes it, and is about to give it its name
   */
  private record Kept(Path file, long size, FileTime used, boolean growing) {}

  /** Removes what was not used for longest, down to so many bytes; returns those that remain. */
  private long shrink(long most) throws IOException {
    List<Kept> kept = new ArrayList<>();
    for (ObjectKind kind : ObjectKind.values()) {
      if (MetadataCache.keeps(kind)) {
        for (Path folder : entries(folder(kind))) {
          for (Path file : entries(folder)) {
            look(file, kept);
          }
        }
      }
    }
    kept.sort(Comparator.comparing(Kept::used));
    long total = kept.stream().mapToLong(Kept::size).sum();
    for (Kept oldest : kept) {
      if (total <= most) {
        break;
      }
      if (!oldest.growing()) {
        Files.deleteIfExists(oldest.file());
        total -= oldest.size();
      }
    }
    return total;
  }

  private void look(Path file, List<Kept> kept) throws IOException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(file, BasicFileAttributes.class);
    } catch (NoSuchFileException gone) {
      return; // another process removed it
    }
    FileTime used = attributes.lastModifiedTime();
    boolean unfinished = String.valueOf(file.getFileName()).endsWith(UNFINISHED);
    if (unfinished && isOlder(used, SURELY_ABANDONED)) {
      Files.deleteIfExists(file); // its writer was killed
    } else {
      boolean growing = unfinished && !isOlder(used, BEING_WRITTEN);
      kept.add(new Kept(file, attributes.size(), used, growing));
    }
  }

  private boolean isOlder(FileTime used, Duration age) {
    return used.toInstant().isBefore(clock.instant().minus(age));
  }

  private static List<Path> entries(Path folder) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(entries::add);
      return entries;
    } catch (NoSuchFileException | NotDirectoryException absent) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw Objects.requireNonNull(e.getCause());
    }
  }
}
