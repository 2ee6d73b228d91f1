package io.holdfast.repository.store.cache;

import io.holdfast.repository.store.ForwardingObjectStore;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import java.io.IOException;

/**
 * A store whose {@link #near} view is itself: for whoever wants to know what the store holds, and
 * not what copies of it say.
 */
public final class PastCopies extends ForwardingObjectStore {
  public PastCopies(ObjectStore store) {
    super(store);
  }

  @Override
  public void readInto(byte[] target, ObjectName name, long offset, int length) throws IOException {
    store.readInto(target, name, offset, length);
  }
}
