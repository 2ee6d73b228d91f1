package io.holdfast.repository.store.dry;

import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import java.io.IOException;
import java.time.Instant;

/** Reads from another store and changes nothing in it. */
public final class DryRunObjectStore implements ObjectStore {
  private final ObjectStore store;

  public DryRunObjectStore(ObjectStore store) {
    this.store = store;
  }

  @Override
  public String location() {
    return store.location();
  }

  @Override
  public void create() {}

  @Override
  public void put(ObjectName name, ObjectContent content) {}

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
  public void delete(ObjectName name) {}

  @Override
  public int sweep(Instant before) {
    return 0;
  }

  @Override
  public Instant clock() throws IOException {
    return store.clock();
  }

  @Override
  public ObjectStore near() {
    return new DryRunObjectStore(store.near());
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
