package io.holdfast.repository.store.cache;

import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;

/** Counts what is read of another store. */
final class CountingObjectStore implements ObjectStore {
  private final ObjectStore store;
  private final LongAdder reads = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  CountingObjectStore(ObjectStore store) {
    this.store = store;
  }

  long reads() {
    return reads.sum();
  }

  long bytes() {
    return bytes.sum();
  }

  @Override
  public byte[] read(ObjectName name, long offset, int length) throws IOException {
    reads.increment();
    bytes.add(length);
    return store.read(name, offset, length);
  }

  @Override
  public String location() {
    return store.location();
  }

  @Override
  public void create() throws IOException {
    store.create();
  }

  @Override
  public void put(ObjectName name, ObjectContent content) throws IOException {
    store.put(name, content);
  }

  @Override
  public long size(ObjectName name) throws IOException {
    return store.size(name);
  }

  @Override
  public void list(ObjectKind kind, Listing listing) throws IOException {
    store.list(kind, listing);
  }

  @Override
  public void delete(ObjectName name) throws IOException {
    store.delete(name);
  }

  @Override
  public int sweep(Instant before) throws IOException {
    return store.sweep(before);
  }

  @Override
  public Instant clock() throws IOException {
    return store.clock();
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
