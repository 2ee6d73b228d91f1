package io.holdfast.repository.store.cache;

import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import java.io.IOException;
import java.time.Instant;

/**
 * A store whose {@link #near} view is itself: for whoever wants to know what the store holds, and
 * not what copies of it say.
 */
public final class PastCopies implements ObjectStore {
  private final ObjectStore store;

  public PastCopies(ObjectStore store) {
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
  public void readInto(byte[] target, ObjectName name, long offset, int length) throws IOException {
    store.readInto(target, name, offset, length);
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
