package io.holdfast.repository.store;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A store in this process's memory: the reference for what the port means, and the base of tests.
 */
public final class MemoryObjectStore implements ObjectStore {
  private final ConcurrentSkipListMap<String, byte[]> files = new ConcurrentSkipListMap<>();
  private final InstantSource clock;

  public MemoryObjectStore(InstantSource clock) {
    this.clock = clock;
  }

  /** A store whose clock is the machine's. */
  public MemoryObjectStore() {
    this(InstantSource.system());
  }

  /** Puts any bytes under any path, as a stranger or a broken disk would. */
  public void plant(String path, byte[] bytes) {
    files.put(path, bytes.clone());
  }

  /** An independent store that holds what this one holds now. */
  public MemoryObjectStore copy() {
    MemoryObjectStore copy = new MemoryObjectStore(clock);
    copy.files.putAll(files);
    return copy;
  }

  @Override
  public String location() {
    return "memory";
  }

  @Override
  public void create() {}

  @Override
  public void put(ObjectName name, ObjectContent content) throws IOException {
    byte[] bytes = content.toByteArray();
    if (name.kind() != ObjectKind.CONFIG) {
      files.put(name.path(), bytes);
    } else if (files.putIfAbsent(name.path(), bytes) != null) {
      throw new AlreadyExistsException(location(), name);
    }
  }

  @Override
  public byte[] read(ObjectName name, long offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, Long.MAX_VALUE);
    byte[] bytes = find(name);
    if (offset + length > bytes.length) {
      throw new TruncatedObjectException(location(), name, offset + length, bytes.length);
    }
    byte[] range = new byte[length];
    System.arraycopy(bytes, (int) offset, range, 0, length);
    return range;
  }

  @Override
  public long size(ObjectName name) throws IOException {
    return find(name).length;
  }

  @Override
  public void list(ObjectKind kind, Listing listing) throws IOException {
    for (Map.Entry<String, byte[]> file : filesOf(kind).entrySet()) {
      ListedFile.at(kind, file.getKey(), file.getValue().length).passTo(listing);
    }
  }

  private NavigableMap<String, byte[]> filesOf(ObjectKind kind) {
    String start = kind.folder();
    return kind == ObjectKind.CONFIG
        ? files.subMap(start, true, start, true)
        : files.subMap(start + "/", true, start + "0", false); // 0 is next after /
  }

  @Override
  public void delete(ObjectName name) {
    files.remove(name.path());
  }

  @Override
  public int sweep(Instant before) {
    return 0;
  }

  @Override
  public Instant clock() {
    return clock.instant();
  }

  @Override
  public void close() {}

  private byte[] find(ObjectName name) throws NoSuchObjectException {
    byte[] bytes = files.get(name.path());
    if (bytes == null) {
      throw new NoSuchObjectException(location(), name);
    }
    return bytes;
  }
}
