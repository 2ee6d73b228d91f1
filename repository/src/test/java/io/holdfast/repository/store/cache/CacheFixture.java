package io.holdfast.repository.store.cache;

import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.store.MemoryObjectStore;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** A cache of a store in memory whose reads are counted. */
final class CacheFixture {
  static final String ID = "c0ffee00".repeat(8);
  static final long ROOMY = 1L << 30;

  private static final Random RANDOM = new Random(3);

  private final Supplier<Path> root;
  private final MemoryObjectStore memory = new MemoryObjectStore();
  private final CountingObjectStore counted = new CountingObjectStore(memory);
  private final List<IOException> warnings = new ArrayList<>();

  /**
   * @param root asked for when it is there
   */
  CacheFixture(Supplier<Path> root) {
    this.root = root;
  }

  /** The near view, as another program would open it. */
  ObjectStore open() {
    return caching(ROOMY).near();
  }

  CachingObjectStore caching(long mostBytes) {
    CachingObjectStore caching = new CachingObjectStore(counted);
    caching.keepIn(cache(root.get(), mostBytes));
    return caching;
  }

  MetadataCache cache(Path directory, long mostBytes) {
    return MetadataCache.at(
        directory,
        ID,
        mostBytes,
        InstantSource.system(),
        (_, failure) -> {
          synchronized (warnings) {
            warnings.add(failure);
          }
        });
  }

  MemoryObjectStore memory() {
    return memory;
  }

  CountingObjectStore counted() {
    return counted;
  }

  /** What the caches complained of. */
  List<IOException> warnings() {
    synchronized (warnings) {
      return List.copyOf(warnings);
    }
  }

  /** Bytes that no other call returned. */
  static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  static ObjectName name(ObjectKind kind, byte[] bytes) {
    return ObjectName.of(kind, Sha256.of(bytes));
  }

  /** Stores through a view, which keeps a copy. */
  ObjectName put(ObjectKind kind, byte[] bytes) throws IOException {
    ObjectName name = name(kind, bytes);
    open().put(name, ObjectContent.of(bytes));
    return name;
  }

  /** Stores without a copy. */
  ObjectName inStore(ObjectKind kind, byte[] bytes) throws IOException {
    ObjectName name = name(kind, bytes);
    memory.put(name, ObjectContent.of(bytes));
    return name;
  }

  Path copyOf(ObjectName name) {
    return root.get()
        .resolve(ID)
        .resolve(name.kind().folder())
        .resolve(name.name().substring(0, 2))
        .resolve(name.name());
  }
}
