package io.holdfast.repository.store.retry;

import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.store.AlreadyExistsException;
import io.holdfast.repository.store.BusyException;
import io.holdfast.repository.store.NoSuchObjectException;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.repository.store.RefusedException;
import io.holdfast.repository.store.Ticker;
import io.holdfast.repository.store.TruncatedObjectException;
import io.holdfast.repository.store.UnknownTimeException;
import io.holdfast.repository.task.Interruption;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A store that repeats the failed calls of another one; safe for use by many threads when its
 * random generator is.
 *
 * <p>Every call of the port may be repeated: a put of the same bytes and a delete change nothing
 * the second time. Only the config's put is not: when its answer was lost, the second try finds a
 * config, which is read back to see whether it is the one just stored.
 */
public final class RetryingObjectStore implements ObjectStore {
  private final ObjectStore store;
  private final RetryPolicy policy;
  private final RandomGenerator random;
  private final Ticker ticker;
  private final RetryListener listener;

  public RetryingObjectStore(
      ObjectStore store,
      RetryPolicy policy,
      RandomGenerator random,
      Ticker ticker,
      RetryListener listener) {
    this.store = store;
    this.policy = policy;
    this.random = random;
    this.ticker = ticker;
    this.listener = listener;
  }

  @Override
  public String location() {
    return store.location();
  }

  @Override
  public void create() throws IOException {
    repeat(_ -> {
      store.create();
      return true;
    });
  }

  @Override
  public void put(ObjectName name, ObjectContent content) throws IOException {
    repeat(attempt -> {
      try {
        store.put(name, content);
      } catch (AlreadyExistsException e) {
        if (attempt == 1 || !holds(name, content)) {
          throw e;
        }
      }
      return true;
    });
  }

  private boolean holds(ObjectName name, ObjectContent content) throws IOException {
    long size = store.size(name);
    return size == content.size()
        && Sha256.of(store.read(name, 0, Math.toIntExact(size))).equals(content.sha256());
  }

  @Override
  public byte[] read(ObjectName name, long offset, int length) throws IOException {
    return repeat(_ -> store.read(name, offset, length));
  }

  @Override
  public void readInto(byte[] target, ObjectName name, long offset, int length) throws IOException {
    repeat(_ -> {
      store.readInto(target, name, offset, length);
      return true;
    });
  }

  @Override
  public long size(ObjectName name) throws IOException {
    return repeat(_ -> store.size(name));
  }

  /** Lists again from the start after a failure, and passes on only what was not passed on yet. */
  @Override
  public void list(ObjectKind kind, Listing listing) throws IOException {
    OnceListing once = new OnceListing(listing);
    Optional<IOException> readersFailure =
        repeat(_ -> {
          try {
            store.list(kind, once);
            return Optional.empty();
          } catch (IOException e) {
            Optional<IOException> own = once.failure();
            if (own.isEmpty()) {
              throw e;
            }
            return own; // not the store's: listing again would not help
          }
        });
    if (readersFailure.isPresent()) {
      throw readersFailure.get();
    }
  }

  @Override
  public void delete(ObjectName name) throws IOException {
    repeat(_ -> {
      store.delete(name);
      return true;
    });
  }

  @Override
  public int sweep(Instant before) throws IOException {
    return repeat(_ -> store.sweep(before));
  }

  @Override
  public Instant clock() throws IOException {
    return repeat(_ -> store.clock());
  }

  @Override
  public void close() throws IOException {
    store.close();
  }

  private interface Call<T> {
    T attempt(int number) throws IOException;
  }

  private <T> T repeat(Call<T> call) throws IOException {
    long start = ticker.nanoTime();
    for (int attempt = 1; ; attempt++) {
      try {
        return call.attempt(attempt);
      } catch (NoSuchObjectException
          | AlreadyExistsException
          | TruncatedObjectException
          | UnknownTimeException
          | RefusedException answer) {
        throw answer;
      } catch (IOException e) {
        if (Thread.currentThread().isInterrupted()) {
          throw Interruption.of(String.valueOf(e.getMessage()), e);
        }
        Duration pause = pauseAfter(attempt, e);
        Duration spent = Duration.ofNanos(ticker.nanoTime() - start);
        if (spent.plus(pause).compareTo(policy.budget()) > 0) {
          throw new IOException(
              "%s (gave up after %d tries in %d s)"
                  .formatted(e.getMessage(), attempt, spent.toSeconds()),
              e);
        }
        listener.repeating(attempt, e, pause);
        pause(pause, e);
      }
    }
  }

  /** Whoever gives up meanwhile is told what he waited for. */
  private void pause(Duration pause, IOException failure) throws InterruptedIOException {
    try {
      ticker.sleep(pause);
    } catch (InterruptedIOException stopped) {
      throw Interruption.of(
          "%s (not tried again, for the work was cancelled)".formatted(failure.getMessage()),
          stopped);
    }
  }

  private Duration pauseAfter(int attempt, IOException failure) {
    long longest = policy.longestPauseAfter(attempt).toNanos();
    Duration pause = Duration.ofNanos(random.nextLong(longest + 1));
    if (failure instanceof BusyException busy) {
      return busy.retryAfter().map(pause::plus).orElse(pause);
    }
    return pause;
  }

  /** Passes everything on once, however often it is listed; used by one thread at a time. */
  private static final class OnceListing implements Listing {
    private final Listing listing;
    private final Set<ObjectName> objects = new HashSet<>();
    private final Set<String> foreign = new HashSet<>();
    private @Nullable IOException failure;

    OnceListing(Listing listing) {
      this.listing = listing;
    }

    Optional<IOException> failure() {
      return Optional.ofNullable(failure);
    }

    @Override
    public void object(ObjectName name, long size) throws IOException {
      if (objects.add(name)) {
        try {
          listing.object(name, size);
        } catch (IOException e) {
          failure = e;
          throw e;
        }
      }
    }

    @Override
    public void foreign(String path, long size) throws IOException {
      if (foreign.add(path)) {
        try {
          listing.foreign(path, size);
        } catch (IOException e) {
          failure = e;
          throw e;
        }
      }
    }
  }
}
