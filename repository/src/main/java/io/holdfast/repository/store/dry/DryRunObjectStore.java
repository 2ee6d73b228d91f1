package io.holdfast.repository.store.dry;

import io.holdfast.repository.store.ForwardingObjectStore;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import java.time.Instant;

/** Reads from another store and changes nothing in it. */
public final class DryRunObjectStore extends ForwardingObjectStore {
  public DryRunObjectStore(ObjectStore store) {
    super(store);
  }

  @Override
  public void create() {}

  @Override
  public void put(ObjectName name, ObjectContent content) {}

  @Override
  public void delete(ObjectName name) {}

  @Override
  public int sweep(Instant before) {
    return 0;
  }

  @Override
  public ObjectStore near() {
    return new DryRunObjectStore(store.near());
  }
}
