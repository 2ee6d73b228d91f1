package io.holdfast.repository.store.cache;

import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.task.Interruption;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The copies of one repository's metadata in a local directory; safe for use by many threads and
 * processes.
 *
 * <p>A copy is verified when this process first uses it, and again when its file has changed since.
 */
public final class MetadataCache {
  /** Five GiB: the metadata of some 100 million blobs. */
  public static final long DEFAULT_MOST_BYTES = 5L << 30;

  private static final int SLICE = 64 << 10;

  private final CacheFiles files;
  private final CacheListener listener;
  private final AtomicBoolean unusable = new AtomicBoolean();
  private final Map<ObjectName, Stamp> verified = new ConcurrentHashMap<>();

  /** What a file looked like. */
  private record Stamp(long size, FileTime changed, String file) {}

  private MetadataCache(CacheFiles files, CacheListener listener) {
    this.files = files;
    this.listener = listener;
  }

  /**
   * The cache of a repository; its directory is made when something is kept first.
   *
   * @param root holds a directory for each repository
   * @param repositoryId from the repository's config
   * @param mostBytes above which copies that were not used for longest are removed
   * @throws IllegalArgumentException when the id is none, since it becomes a directory's name
   */
  public static MetadataCache at(
      Path root, String repositoryId, long mostBytes, InstantSource clock, CacheListener listener) {
    if (!Sha256.isWellFormed(repositoryId)) {
      throw new IllegalArgumentException(
          "'%s' is not the id of a repository: expected 64 hexadecimal digits"
              .formatted(repositoryId));
    }
    CacheFiles files =
        new CacheFiles(root.toAbsolutePath().resolve(repositoryId), mostBytes, clock);
    return new MetadataCache(files, listener);
  }

  /** Whether copies of such objects are worth their place. */
  static boolean keeps(ObjectKind kind) {
    return switch (kind) {
      case INDEX, SNAPSHOT, PACK -> true;
      case CONFIG, KEY, LOCK -> false;
    };
  }

  /** Whether an object of this size would be kept, as far as that is known. */
  boolean takes(long size) {
    return !unusable.get() && files.fits(size);
  }

  /** The size of the sound copy, if there is one. */
  OptionalLong size(ObjectName name) throws IOException {
    try (FileChannel channel = files.open(name)) {
      return isSound(name, channel) ? OptionalLong.of(channel.size()) : OptionalLong.empty();
    } catch (NoSuchFileException absent) {
      return OptionalLong.empty();
    } catch (IOException e) {
      giveUp(e);
      return OptionalLong.empty();
    }
  }

  /** A part of the sound copy, if there is one; as much of it as the copy has. */
  Optional<ByteBuffer> read(ObjectName name, long offset, int length) throws IOException {
    try (FileChannel channel = files.open(name)) {
      if (!isSound(name, channel)) {
        return Optional.empty();
      }
      long there = Math.max(0, channel.size() - offset);
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(length, there));
      while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {
        // goes on until all is read, or somebody cut the file meanwhile
      }
      return bytes.hasRemaining() ? Optional.empty() : Optional.of(bytes.flip());
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException e) {
      giveUp(e);
      return Optional.empty();
    }
  }

  /** Keeps a copy; the caller has verified its bytes, or made them. */
  void keep(ObjectName name, ObjectContent content) throws IOException {
    if (!takes(content.size())) {
      return;
    }
    try {
      files.write(name, content);
    } catch (IOException e) {
      giveUp(e);
    }
  }

  void forget(ObjectName name) throws IOException {
    verified.remove(name);
    if (unusable.get()) {
      return;
    }
    try {
      files.delete(name);
    } catch (IOException e) {
      giveUp(e);
    }
  }

  /** All copies of a kind. */
  Set<ObjectName> names(ObjectKind kind) throws IOException {
    Set<ObjectName> names = new HashSet<>(); // the caller's: it takes names out
    try {
      names.addAll(files.names(kind));
    } catch (IOException e) {
      giveUp(e);
    }
    return names;
  }

  /** Looks whether the bytes are those that the name says; drops the copy when not. */
  private boolean isSound(ObjectName name, FileChannel channel) throws IOException {
    Stamp known = verified.get(name);
    if (known != null && known.equals(stamp(name))) {
      return true;
    }
    if (!hash(channel).equals(name.hash())) {
      forget(name);
      return false;
    }
    if (!unusable.get()) {
      files.touch(name);
    }
    verified.put(name, stamp(name));
    return true;
  }

  private static Sha256 hash(FileChannel channel) throws IOException {
    MessageDigest digest = Sha256.newDigest();
    ByteBuffer slice = ByteBuffer.allocate(SLICE);
    long at = 0;
    for (int count = channel.read(slice, at); count >= 0; count = channel.read(slice, at)) {
      digest.update(slice.flip());
      slice.clear();
      at += count;
    }
    return Sha256.at(digest.digest(), 0);
  }

  private Stamp stamp(ObjectName name) throws IOException {
    BasicFileAttributes now = Files.readAttributes(files.path(name), BasicFileAttributes.class);
    return new Stamp(now.size(), now.lastModifiedTime(), String.valueOf(now.fileKey()));
  }

  /** From here on nothing is written; a cancelled thread's call fails instead. */
  private void giveUp(IOException failure) throws IOException {
    if (failure instanceof ClosedByInterruptException) {
      throw Interruption.of("the work was cancelled", failure);
    }
    if (unusable.compareAndSet(false, true)) {
      listener.unusable(files.directory(), failure);
    }
  }
}
