package io.holdfast.repository.store.dry;

import io.holdfast.repository.store.ForwardingObjectStore;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Reads from another store and changes nothing in it; what is deleted is listed no more. */
public final class DryRunObjectStore extends ForwardingObjectStore {
  private final Set<ObjectName> deleted;

  public DryRunObjectStore(ObjectStore store) {
    this(store, ConcurrentHashMap.newKeySet());
  }

  private DryRunObjectStore(ObjectStore store, Set<ObjectName> deleted) {
    super(store);
    this.deleted = deleted;
  }

  @Override
  public void create() {}

  @Override
  public void put(ObjectName name, ObjectContent content) {}

  @Override
  public void delete(ObjectName name) {
    deleted.add(name);
  }

  @Override
  public void list(ObjectKind kind, Listing listing) throws IOException {
    store.list(
        kind,
        new Listing() {
          @Override
          public void object(ObjectName name, long size) throws IOException {
            if (!deleted.contains(name)) {
              listing.object(name, size);
            }
          }

          @Override
          public void foreign(String path, long size) throws IOException {
            listing.foreign(path, size);
          }
        });
  }

  @Override
  public int sweep(Instant before) {
    return 0;
  }

  @Override
  public ObjectStore near() {
    return new DryRunObjectStore(store.near(), deleted);
  }
}
