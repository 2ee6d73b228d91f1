package io.holdfast.repository.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A store in a directory, in restic's default layout (F40): {@code config}, {@code data/00} to
 * {@code data/ff}, {@code index}, {@code keys}, {@code locks}, {@code snapshots}.
 *
 * <p>What is stored survives a power loss: a file is written under a temporary name beside its own,
 * flushed, renamed, and the folder is flushed. Files are read-only (0400) in folders of mode 0700,
 * or readable by the group where the config is, as restic does it.
 *
 * <p>Its clock is the file system's, read from the time of a fresh file: on a network file system
 * that is the server's clock, which all machines that share the repository agree on.
 */
public final class LocalObjectStore implements ObjectStore {
  // The JDK reads into memory of its own first, which it keeps for each thread.
  private static final int AT_ONCE = 256 << 10;

  private final Path root;
  private final DurableDirectory directory;

  public LocalObjectStore(Path root) {
    this.root = root.toAbsolutePath().normalize();
    this.directory = new DurableDirectory(this.root);
  }

  @Override
  public String location() {
    return root.toString();
  }

  @Override
  public void create() throws IOException {
    try {
      directory.create(root);
      for (ObjectKind kind : ObjectKind.values()) {
        if (kind != ObjectKind.CONFIG) {
          directory.create(root.resolve(kind.folder()));
        }
      }
      Path packs = root.resolve(ObjectKind.PACK.folder());
      directory.createTwoDigitFolders(packs);
    } catch (IOException e) {
      throw failure("create the folders of a repository in " + root, e);
    }
  }

  @Override
  public void put(ObjectName name, ObjectContent content) throws IOException {
    Path file = file(name);
    try {
      if (name.kind() != ObjectKind.CONFIG) {
        directory.store(file, content);
      } else if (!directory.storeNew(file, content)) {
        throw new AlreadyExistsException(location(), name);
      }
    } catch (AlreadyExistsException e) {
      throw e;
    } catch (IOException e) {
      throw failure("store " + file, e);
    }
  }

  @Override
  public byte[] read(ObjectName name, long offset, int length) throws IOException {
    return read(null, name, offset, length);
  }

  @Override
  public void readInto(byte[] target, ObjectName name, long offset, int length) throws IOException {
    Objects.checkFromIndexSize(0, length, target.length);
    read(target, name, offset, length);
  }

  private byte[] read(byte @Nullable [] target, ObjectName name, long offset, int length)
      throws IOException {
    Objects.checkFromIndexSize(offset, length, Long.MAX_VALUE);
    Path file = file(name);
    try (FileChannel channel = openFile(file)) {
      long size = channel.size();
      if (offset + length > size) {
        throw new TruncatedObjectException(location(), name, offset + length, size);
      }
      byte[] bytes = target == null ? new byte[length] : target;
      ByteBuffer into = ByteBuffer.wrap(bytes, 0, 0);
      while (into.position() < length) {
        into.limit(Math.min(length, into.position() + AT_ONCE));
        if (channel.read(into, offset + into.position()) < 0) {
          throw new TruncatedObjectException(location(), name, offset + length, channel.size());
        }
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new NoSuchObjectException(location(), name, e);
    } catch (TruncatedObjectException e) {
      throw e;
    } catch (IOException e) {
      throw LocalFailure.isLoss(e)
          ? new UnreadableObjectException(location(), name, e)
          : failure("read " + file, e);
    }
  }

  @Override
  public long size(ObjectName name) throws IOException {
    Path file = file(name);
    try {
      return file(file).size();
    } catch (NoSuchFileException e) {
      throw new NoSuchObjectException(location(), name, e);
    } catch (IOException e) {
      throw failure("look at " + file, e);
    }
  }

  private static FileChannel openFile(Path file) throws IOException {
    BasicFileAttributes _ = file(file);
    return FileChannel.open(file, StandardOpenOption.READ);
  }

  /**
   * What a file is like.
   *
   * @throws NoSuchFileException when nothing has this name
   * @throws RefusedException when it is something else, such as a fifo, which nobody may ever write
   *     to, or a link to what is not there: its disk may not be mounted, so it is not absent
   */
  private static BasicFileAttributes file(Path file) throws IOException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(file, BasicFileAttributes.class);
    } catch (NoSuchFileException absent) {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new RefusedException(
            file + " is a link to something that is not there: bring that back, or remove the link",
            absent);
      }
      throw absent;
    }
    if (!attributes.isRegularFile()) {
      throw new RefusedException(file + " is no file: move it out of the repository");
    }
    return attributes;
  }

  @Override
  public void list(ObjectKind kind, Listing listing) throws IOException {
    switch (kind) {
      case CONFIG -> listFolder(kind, root, listing);
      case KEY, LOCK, SNAPSHOT, INDEX -> listFolder(kind, root.resolve(kind.folder()), listing);
      case PACK -> listPacks(listing);
    }
  }

  private void listPacks(Listing listing) throws IOException {
    for (Path entry : entries(root.resolve(ObjectKind.PACK.folder()))) {
      if (Files.isDirectory(entry)) {
        listFolder(ObjectKind.PACK, entry, listing);
      } else {
        pass(ObjectKind.PACK, entry, listing);
      }
    }
  }

  private void listFolder(ObjectKind kind, Path folder, Listing listing) throws IOException {
    for (Path file : entries(folder)) {
      pass(kind, file, listing);
    }
  }

  private void pass(ObjectKind kind, Path file, Listing listing) throws IOException {
    String path = root.relativize(file).toString();
    // A pack's absence from a listing is no proof for anybody; of the others it would be.
    boolean mustBeFile = kind != ObjectKind.PACK && ListedFile.at(kind, path, 0).object() != null;
    BasicFileAttributes attributes;
    try {
      attributes = mustBeFile ? file(file) : Files.readAttributes(file, BasicFileAttributes.class);
    } catch (NoSuchFileException gone) {
      return; // deleted since the folder was read
    } catch (IOException e) {
      throw failure("look at " + file, e);
    }
    if (attributes.isDirectory()) {
      return; // no object, and restic looks into none of them either
    }
    ListedFile.at(kind, path, attributes.size()).passTo(listing);
  }

  @Override
  public void delete(ObjectName name) throws IOException {
    Path file = file(name);
    try {
      directory.delete(file);
    } catch (IOException e) {
      throw failure("delete " + file, e);
    }
  }

  @Override
  public int sweep(Instant before) throws IOException {
    int[] swept = {0};
    for (ObjectKind kind : ObjectKind.values()) {
      list(
          kind,
          new Listing() {
            @Override
            public void object(ObjectName name, long size) {}

            @Override
            public void foreign(String path, long size) throws IOException {
              if (directory.sweep(root.resolve(path), before)) {
                swept[0]++;
              }
            }
          });
    }
    return swept[0];
  }

  @Override
  public Instant clock() throws IOException {
    try {
      return directory.now(root.resolve(ObjectKind.LOCK.folder()));
    } catch (IOException e) {
      throw failure("read the clock of the file system at " + root, e);
    }
  }

  @Override
  public void close() {}

  private Path file(ObjectName name) {
    return root.resolve(name.path());
  }

  private List<Path> entries(Path folder) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(entries::add);
      return entries;
    } catch (NoSuchFileException | NotDirectoryException absent) {
      return List.of(); // an absent folder holds no objects
    } catch (DirectoryIteratorException e) {
      throw failure("list " + folder, Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw failure("list " + folder, e);
    }
  }

  private IOException failure(String attempt, IOException cause) {
    return LocalFailure.of(attempt, root, cause);
  }
}
