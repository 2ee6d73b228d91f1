package io.holdfast.repository.store;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A store from which each object comes with one bit changed when it is read first; thread-safe. */
public final class FlickeringObjectStore extends ForwardingObjectStore {
  private final Set<ObjectName> read = ConcurrentHashMap.newKeySet();

  public FlickeringObjectStore(ObjectStore store) {
    super(store);
  }

  @Override
  public byte[] read(ObjectName name, long offset, int length) throws IOException {
    byte[] bytes = store.read(name, offset, length);
    if (read.add(name)) {
      bytes[bytes.length / 2] ^= 1;
    }
    return bytes;
  }
}
