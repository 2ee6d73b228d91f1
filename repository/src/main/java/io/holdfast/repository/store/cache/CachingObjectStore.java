package io.holdfast.repository.store.cache;

import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.store.ForwardingObjectStore;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.repository.store.TruncatedObjectException;
import io.holdfast.repository.task.Interruption;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A store whose {@link #near} view keeps copies of another one's index files, snapshots and packs
 * of trees; safe for use by many threads.
 *
 * <p>Until {@link #keepIn} says where (the repository's id is only known once it is open), all goes
 * to the store. A read through the near view that has no copy fetches the whole object and keeps
 * it. An object that somebody else deleted may still be read from its copy, until a listing no
 * longer has it; whoever wants to know what the store holds does not use the near view.
 */
public final class CachingObjectStore extends ForwardingObjectStore {
  /** A larger one is no pack of trees that anybody made on purpose. */
  private static final long LARGEST_PACK = 256 << 20;

  private static final int STRIPES = 64;

  private final Near near = new Near();
  private final ReentrantLock[] fetching =
      Stream.generate(ReentrantLock::new).limit(STRIPES).toArray(ReentrantLock[]::new);
  private volatile @Nullable MetadataCache cache;

  public CachingObjectStore(ObjectStore store) {
    super(store);
  }

  /** Begins to keep copies. */
  public void keepIn(MetadataCache given) {
    cache = given;
  }

  @Override
  public ObjectStore near() {
    return near;
  }

  @Override
  public void readInto(byte[] target, ObjectName name, long offset, int length) throws IOException {
    store.readInto(target, name, offset, length);
  }

  /** Forgets copies of what is not listed any more. */
  @Override
  public void list(ObjectKind kind, Listing listing) throws IOException {
    MetadataCache copies = cacheFor(kind);
    if (copies == null) {
      store.list(kind, listing);
      return;
    }
    Set<ObjectName> unlisted = copies.names(kind); // looked at first: later ones may be newer
    store.list(
        kind,
        new Listing() {
          @Override
          public void object(ObjectName name, long size) throws IOException {
            unlisted.remove(name);
            listing.object(name, size);
          }

          @Override
          public void foreign(String path, long size) throws IOException {
            listing.foreign(path, size);
          }
        });
    for (ObjectName name : unlisted) {
      copies.forget(name);
    }
  }

  @Override
  public void delete(ObjectName name) throws IOException {
    store.delete(name);
    MetadataCache copies = cacheFor(name.kind());
    if (copies != null) {
      copies.forget(name);
    }
  }

  private @Nullable MetadataCache cacheFor(ObjectKind kind) {
    return MetadataCache.keeps(kind) ? cache : null;
  }

  /** The view whose reads and puts leave copies. */
  private final class Near extends ForwardingObjectStore {
    Near() {
      super(CachingObjectStore.this.store);
    }

    @Override
    public byte[] read(ObjectName name, long offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, Long.MAX_VALUE);
      MetadataCache copies = cacheFor(name.kind());
      if (copies == null) {
        return store.read(name, offset, length);
      }
      Optional<byte[]> kept = kept(copies, name, offset, length);
      return kept.isPresent() ? kept.get() : fetch(copies, name, offset, length);
    }

    private Optional<byte[]> kept(MetadataCache copies, ObjectName name, long offset, int length)
        throws IOException {
      Optional<ByteBuffer> copy = copies.read(name, offset, length);
      if (copy.isEmpty()) {
        return Optional.empty();
      }
      int count = copy.get().remaining();
      if (count < length || offset > copies.size(name).orElse(0)) {
        throw new TruncatedObjectException(
            location(), name, offset + length, copies.size(name).orElse(-1));
      }
      return Optional.of(copy.get().array());
    }

    /** One thread fetches an object, others that want it wait. */
    private byte[] fetch(MetadataCache copies, ObjectName name, long offset, int length)
        throws IOException {
      ReentrantLock lock = fetching[Math.floorMod(name.hashCode(), STRIPES)];
      try {
        lock.lockInterruptibly();
      } catch (InterruptedException e) {
        throw Interruption.of(e);
      }
      try {
        Optional<byte[]> kept = kept(copies, name, offset, length);
        return kept.isPresent() ? kept.get() : fetchAlone(copies, name, offset, length);
      } finally {
        lock.unlock();
      }
    }

    private byte[] fetchAlone(MetadataCache copies, ObjectName name, long offset, int length)
        throws IOException {
      long size = store.size(name);
      if (!copies.takes(size) || size > LARGEST_PACK || offset + length > size) {
        return store.read(name, offset, length);
      }
      byte[] whole = store.read(name, 0, (int) size);
      if (Sha256.of(whole).equals(name.hash())) {
        copies.keep(name, ObjectContent.of(whole));
      }
      // Damaged bytes are passed on, but not kept: whoever asked for them judges them.
      return offset == 0 && length == size
          ? whole
          : Arrays.copyOfRange(whole, (int) offset, (int) offset + length);
    }

    @Override
    public long size(ObjectName name) throws IOException {
      MetadataCache copies = cacheFor(name.kind());
      OptionalLong kept = copies == null ? OptionalLong.empty() : copies.size(name);
      return kept.isPresent() ? kept.getAsLong() : store.size(name);
    }

    @Override
    public void put(ObjectName name, ObjectContent content) throws IOException {
      store.put(name, content);
      MetadataCache copies = cacheFor(name.kind());
      if (copies != null) {
        copies.keep(name, content);
      }
    }

    @Override
    public void list(ObjectKind kind, Listing listing) throws IOException {
      CachingObjectStore.this.list(kind, listing);
    }

    @Override
    public void delete(ObjectName name) throws IOException {
      CachingObjectStore.this.delete(name);
    }

    /** The store is closed by itself. */
    @Override
    public void close() {}
  }
}
