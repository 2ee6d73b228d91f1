package io.holdfast.location;

import io.holdfast.repository.Opening;
import io.holdfast.repository.Repository;
import io.holdfast.repository.crypto.Password;
import io.holdfast.repository.file.Host;
import io.holdfast.repository.lock.LockFile;
import io.holdfast.repository.lock.LockTiming;
import io.holdfast.repository.lock.Locking;
import io.holdfast.repository.lock.Locks;
import io.holdfast.repository.lock.RepositoryLock;
import io.holdfast.repository.store.ObjectStore;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens repositories for a program that has their passwords at hand; thread-safe. */
public final class Opener {
  private final Stores stores;
  private final Environment environment;
  private final InstantSource clock;
  private final SecureRandom random;
  private final LockTiming timing;

  public Opener(Stores stores, Environment environment, InstantSource clock, SecureRandom random) {
    this(stores, environment, clock, random, LockTiming.RESTIC);
  }

  /**
   * @param timing of locks; only restic's is safe where others use the repository, too
   */
  public Opener(
      Stores stores,
      Environment environment,
      InstantSource clock,
      SecureRandom random,
      LockTiming timing) {
    this.timing = timing;
    this.stores = stores;
    this.environment = environment;
    this.clock = clock;
    this.random = random;
  }

  /** Which lock is wanted. */
  public enum Lock {
    /** None: for what only reads, and can bear that something is removed meanwhile. */
    NONE,
    /** For what reads or adds. */
    SHARED,
    /** For what removes. */
    EXCLUSIVE
  }

  /** What came of opening. */
  public sealed interface Outcome {
    /** It is open, and locked where a lock was wanted; the caller closes it. */
    record Open(Session session) implements Outcome {}

    /**
     * It is not open.
     *
     * @param why anything but {@link Opening.Opened}
     */
    record Closed(Opening why) implements Outcome {}

    /** Others held it until there was no patience left; at least one. */
    record Locked(List<LockFile> holders) implements Outcome {
      public Locked {
        holders = List.copyOf(holders);
      }
    }
  }

  /**
   * Opens the repository at a location and takes a lock.
   *
   * @param password stays the caller's
   * @throws UnusableSettingException when the settings do not fit the location
   * @throws IOException when the store fails or takes no lock
   */
  public Outcome open(Location location, Password password, Lock lock, LockWait wait)
      throws IOException, InterruptedException {
    @Nullable AutoCloseableIo open = null;
    try {
      ObjectStore store = stores.open(location);
      open = store::close;
      return switch (Opening.open(store, password, Optional.empty(), random)) {
        case Opening.Opened(Repository repository) -> {
          open = repository::close;
          stores.keepCopies(store, repository.config().id());
          Outcome outcome = lock(repository, lock, wait);
          if (outcome instanceof Outcome.Open) {
            open = null;
          }
          yield outcome;
        }
        case Opening other -> new Outcome.Closed(other);
      };
    } finally {
      if (open != null) {
        open.close();
      }
    }
  }

  @FunctionalInterface
  private interface AutoCloseableIo {
    void close() throws IOException;
  }

  private Outcome lock(Repository repository, Lock lock, LockWait wait)
      throws IOException, InterruptedException {
    if (lock == Lock.NONE) {
      return new Outcome.Open(new Session(repository, null));
    }
    Host.ignoreHangups(); // from here on restic may ask by one whether we live
    Locks locks = HostLocks.of(repository, environment, clock, timing);
    return switch (wait.ask(() -> locks.acquire(lock == Lock.EXCLUSIVE))) {
      case Locking.Acquired(RepositoryLock taken) ->
          new Outcome.Open(new Session(repository, taken));
      case Locking.Refused(List<LockFile> holders) -> new Outcome.Locked(holders);
    };
  }
}
