package io.holdfast.repository.check;

import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import java.io.IOException;
import java.time.Instant;

/** Passes everything on; a test overrides what it wants to see or to spoil. */
class WatchedObjectStore implements ObjectStore {
  private final ObjectStore store;

  WatchedObjectStore(ObjectStore store) {
    this.store = store;
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
  public byte[] read(ObjectName name, long offset, int length) throws IOException {
    return store.read(name, offset, length);
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
