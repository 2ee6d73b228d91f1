package io.holdfast.repository.store;

import java.io.IOException;
import java.time.Instant;
import java.util.Random;

/**
 * A store whose calls fail now and then: before they did anything, after they did everything (the
 * answer was lost), and in the middle of a listing; safe for use by many threads.
 */
public final class FlakyObjectStore implements ObjectStore {
  private final ObjectStore store;
  private final Random random;
  private final double share;

  /**
   * @param share of the calls that fail, from 0 to 1
   */
  public FlakyObjectStore(ObjectStore store, Random random, double share) {
    this.store = store;
    this.random = random;
    this.share = share;
  }

  private interface Call<T> {
    T run() throws IOException;
  }

  private <T> T flaky(String what, Call<T> call) throws IOException {
    boolean fails = random.nextDouble() < share;
    boolean before = random.nextBoolean();
    if (fails && before) {
      throw new IOException("cannot " + what + ": connection refused");
    }
    T result = call.run();
    if (fails) {
      throw new IOException("cannot " + what + ": connection reset");
    }
    return result;
  }

  @Override
  public String location() {
    return store.location();
  }

  @Override
  public void create() throws IOException {
    flaky(
        "create",
        () -> {
          store.create();
          return true;
        });
  }

  @Override
  public void put(ObjectName name, ObjectContent content) throws IOException {
    flaky(
        "put " + name,
        () -> {
          store.put(name, content);
          return true;
        });
  }

  @Override
  public byte[] read(ObjectName name, long offset, int length) throws IOException {
    return flaky("read " + name, () -> store.read(name, offset, length));
  }

  @Override
  public long size(ObjectName name) throws IOException {
    return flaky("look at " + name, () -> store.size(name));
  }

  @Override
  public void list(ObjectKind kind, Listing listing) throws IOException {
    int[] left = {random.nextDouble() < share ? random.nextInt(5) : -1};
    flaky(
        "list " + kind,
        () -> {
          store.list(
              kind,
              new Listing() {
                @Override
                public void object(ObjectName name, long size) throws IOException {
                  if (left[0]-- == 0) {
                    throw new IOException("cannot list " + kind + ": connection reset");
                  }
                  listing.object(name, size);
                }

                @Override
                public void foreign(String path, long size) throws IOException {
                  listing.foreign(path, size);
                }
              });
          return true;
        });
  }

  @Override
  public void delete(ObjectName name) throws IOException {
    flaky(
        "delete " + name,
        () -> {
          store.delete(name);
          return true;
        });
  }

  @Override
  public int sweep(Instant before) throws IOException {
    return flaky("sweep", () -> store.sweep(before));
  }

  @Override
  public Instant clock() throws IOException {
    return flaky("read the clock", store::clock);
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
