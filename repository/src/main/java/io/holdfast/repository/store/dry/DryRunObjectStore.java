package io.holdfast.repository.store.dry;

import io.holdfast.repository.store.ForwardingObjectStore;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads from another store and changes nothing in it; what is deleted is listed no more, what is
 * put has a size and no bytes.
 */
public final class DryRunObjectStore extends ForwardingObjectStore {
  private final InstantSource clock;
  private final Set<ObjectName> deleted;
  private final Map<ObjectName, Long> sizes;

  /**
   * @param clock in the store's stead, which may have to write before it knows its time
   */
  public DryRunObjectStore(ObjectStore store, InstantSource clock) {
    this(store, clock, ConcurrentHashMap.newKeySet(), new ConcurrentHashMap<>());
  }

  private DryRunObjectStore(
      ObjectStore store,
      InstantSource clock,
      Set<ObjectName> deleted,
      Map<ObjectName, Long> sizes) {
    super(store);
    this.clock = clock;
    this.deleted = deleted;
    this.sizes = sizes;
  }

  @Override
  public void create() {}

  @Override
  public void put(ObjectName name, ObjectContent content) {
    sizes.put(name, content.size());
  }

  @Override
  public long size(ObjectName name) throws IOException {
    Long size = sizes.get(name);
    return size != null ? size : store.size(name);
  }

  @Override
  public void delete(ObjectName name) {
    sizes.remove(name);
    deleted.add(name);
  }

  @Override
  public Instant clock() {
    return clock.instant();
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
    return new DryRunObjectStore(store.near(), clock, deleted, sizes);
  }
}
