package io.holdfast.location;

import io.holdfast.repository.Repository;
import io.holdfast.repository.lock.RepositoryLock;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An open repository and the lock on it. */
public final class Session implements AutoCloseable {
  private final Repository repository;
  private final @Nullable RepositoryLock lock;

  /**
   * Takes over both.
   *
   * @param lock absent where the repository is used without one
   */
  public Session(Repository repository, @Nullable RepositoryLock lock) {
    this.repository = repository;
    this.lock = lock;
  }

  public Repository repository() {
    return repository;
  }

  /**
   * The lock, for what changes the repository.
   *
   * @throws IllegalStateException when the session was opened without one
   */
  public RepositoryLock lock() {
    if (lock == null) {
      throw new IllegalStateException("this session has no lock");
    }
    return lock;
  }

  /**
   * Loads the index, and makes certain of the lock, if there is one: for what reads snapshots.
   *
   * @throws IOException when an index file cannot be read, or the lock is refused
   */
  public void loadIndex() throws IOException {
    repository.loadIndex();
    requireHeld();
  }

  /** Does nothing when the session's lock, if it has one, is held. */
  public void requireHeld() throws IOException {
    if (lock != null) {
      lock.requireHeld();
    }
  }

  @Override
  public void close() throws IOException {
    // An interrupt must not keep the lock from being removed: the store refuses to work then.
    boolean interrupted = Thread.interrupted();
    try {
      if (lock != null) {
        lock.close();
      }
    } finally {
      repository.close();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
