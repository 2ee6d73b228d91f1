package io.holdfast.repository.store;

import java.io.IOException;
import java.time.Instant;

/**
 * A store that hands its calls on to another one: the base of decorators, which override what they
 * change.
 *
 * <p>Two calls are not handed on: {@link #near}, because the other store's view would pass the
 * decorator by, and {@link #readInto}, which goes through {@link #read}, so that it is enough to
 * override that one.
 */
public abstract class ForwardingObjectStore implements ObjectStore {
  /** The store below. */
  protected final ObjectStore store;

  protected ForwardingObjectStore(ObjectStore store) {
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
