package io.holdfast.repository.store.cache;

import io.holdfast.repository.store.ForwardingObjectStore;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;

/** Counts what is read of another store. */
final class CountingObjectStore extends ForwardingObjectStore {
  private final LongAdder reads = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  CountingObjectStore(ObjectStore store) {
    super(store);
  }

  long reads() {
    return reads.sum();
  }

  long bytes() {
    return bytes.sum();
  }

  @Override
  public byte[] read(ObjectName name, long offset, int length) throws IOException {
    reads.increment();
    bytes.add(length);
    return store.read(name, offset, length);
  }
}
