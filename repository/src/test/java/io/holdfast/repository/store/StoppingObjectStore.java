package io.holdfast.repository.store;

import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A store that a program uses until it is killed at one of its calls: that call takes effect or
 * does not, and neither it nor any later one comes back.
 */
public final class StoppingObjectStore implements ObjectStore {
  private final ObjectStore store;
  private final int last;
  private final boolean takesEffect;
  private final AtomicInteger calls = new AtomicInteger();

  /** A store that only counts. */
  public StoppingObjectStore(ObjectStore store) {
    this(store, Integer.MAX_VALUE, false);
  }

  /**
   * @param last the call that the program does not survive, counted from 1
   * @param takesEffect whether that call is done all the same
   */
  public StoppingObjectStore(ObjectStore store, int last, boolean takesEffect) {
    this.store = store;
    this.last = last;
    this.takesEffect = takesEffect;
  }

  private interface Call<T> {
    T run() throws IOException;
  }

  private <T> T counted(Call<T> call) throws IOException {
    int number = calls.incrementAndGet();
    if (number > last || (number == last && !takesEffect)) {
      throw new IOException("killed");
    }
    T result = call.run();
    if (number == last) {
      throw new IOException("killed");
    }
    return result;
  }

  /** How many calls there were. */
  public int calls() {
    return calls.get();
  }

  @Override
  public String location() {
    return store.location();
  }

  @Override
  public void create() throws IOException {
    counted(() -> {
      store.create();
      return true;
    });
  }

  @Override
  public void put(ObjectName name, ObjectContent content) throws IOException {
    counted(() -> {
      store.put(name, content);
      return true;
    });
  }

  @Override
  public byte[] read(ObjectName name, long offset, int length) throws IOException {
    return counted(() -> store.read(name, offset, length));
  }

  @Override
  public long size(ObjectName name) throws IOException {
    return counted(() -> store.size(name));
  }

  @Override
  public void list(ObjectKind kind, Listing listing) throws IOException {
    counted(() -> {
      store.list(kind, listing);
      return true;
    });
  }

  @Override
  public void delete(ObjectName name) throws IOException {
    counted(() -> {
      store.delete(name);
      return true;
    });
  }

  @Override
  public int sweep(Instant before) throws IOException {
    return counted(() -> store.sweep(before));
  }

  @Override
  public Instant clock() throws IOException {
    return counted(store::clock);
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
