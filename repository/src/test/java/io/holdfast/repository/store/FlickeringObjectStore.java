package io.holdfast.repository.store;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A store from which each object comes with one bit changed when it is read first; thread-safe. */
public final class FlickeringObjectStore extends ForwardingObjectStore {
  private final Map<ObjectName, Integer> reads = new ConcurrentHashMap<>();
  private final int times;

  /** Changes a bit of what comes first of each object. */
  public FlickeringObjectStore(ObjectStore store) {
    this(store, 1);
  }

  /** Changes a bit of what comes first of each object, so many times. */
  public FlickeringObjectStore(ObjectStore store, int times) {
    super(store);
    this.times = times;
  }

  @Override
  public byte[] read(ObjectName name, long offset, int length) throws IOException {
    byte[] bytes = store.read(name, offset, length);
    if (reads.merge(name, 1, Integer::sum) <= times) {
      bytes[bytes.length / 2] ^= 1;
    }
    return bytes;
  }
}
