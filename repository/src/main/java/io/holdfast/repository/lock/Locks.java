package io.holdfast.repository.lock;

import io.holdfast.repository.codec.MalformedException;
import io.holdfast.repository.object.DamagedObjectException;
import io.holdfast.repository.object.SealedObjects;
import io.holdfast.repository.store.NoSuchObjectException;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.repository.store.RefusedException;
import io.holdfast.repository.store.UnknownTimeException;
import io.holdfast.repository.task.BriefTask;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/**
 * The locks of a repository, by restic's protocol (F34): write, wait, look again.
 *
 * <p>Two who write at the same time both see the other when they look again, and both step back or
 * one of them stays, but never do both stay when one of them is exclusive.
 */
public final class Locks {
  private static final Duration LONGEST_CLEANUP = Duration.ofSeconds(5);
  private static final int LOOKS = 3;

  private final ObjectStore store;
  private final SealedObjects objects;
  private final LockHolder holder;
  private final LockTiming timing;
  private final InstantSource clock;
  private final LongPredicate isAlive;

  /**
   * @param clock goes on while the machine sleeps, which tells how old a held lock is
   * @param isAlive whether a process of {@code holder}'s machine runs
   */
  public Locks(
      ObjectStore store,
      SealedObjects objects,
      LockHolder holder,
      LockTiming timing,
      InstantSource clock,
      LongPredicate isAlive) {
    this.store = store;
    this.objects = objects;
    this.holder = holder;
    this.timing = timing;
    this.clock = clock;
    this.isAlive = isAlive;
  }

  /**
   * Asks for a lock once.
   *
   * <p>Locks of dead processes of this host are removed on the way; those of others are only by
   * {@link #removeStale}.
   *
   * @throws UnreadableLockException when it is unknown what some lock says
   * @throws UnwritableLockException when the store takes no lock
   * @throws IOException when the store fails
   */
  public Locking acquire(boolean exclusive) throws IOException, InterruptedException {
    Locking claimed = claim(exclusive);
    if (!(claimed instanceof Locking.Acquired(RepositoryLock lock))) {
      return claimed;
    }
    boolean kept = false;
    try {
      List<LockFile> rivals = lock.awaitRivals();
      kept = rivals.isEmpty();
      return kept ? claimed : new Locking.Refused(rivals);
    } finally {
      if (!kept) {
        lock.close();
      }
    }
  }

  /**
   * Asks for a lock once, and does not wait until it is certain: {@link RepositoryLock#requireHeld}
   * does, and refuses when somebody else came at the same time. What is only prepared until then
   * need not wait.
   *
   * @throws IOException as {@link #acquire} does
   */
  public Locking claim(boolean exclusive) throws IOException {
    List<LockFile> before = excluding(exclusive, Optional.empty());
    if (!before.isEmpty()) {
      return new Locking.Refused(before);
    }
    Moment written = Moment.now(clock);
    RepositoryLock lock =
        new RepositoryLock(this, timing, clock, exclusive, writeOrRemove(exclusive), written);
    lock.start();
    return new Locking.Acquired(lock);
  }

  /**
   * All locks, by name.
   *
   * @throws UnreadableLockException when it is unknown what some lock says
   */
  public Map<ObjectName, LockFile> list() throws IOException {
    Map<ObjectName, LockFile> found = new TreeMap<>();
    for (ObjectName name : names()) {
      Optional<LockFile> lock = read(name);
      if (lock.isPresent()) {
        found.put(name, lock.get());
      }
    }
    return found;
  }

  /** Removes the locks that are stale and returns how many; passes over those it cannot read. */
  public int removeStale() throws IOException {
    int removed = 0;
    for (ObjectName name : names()) {
      if (isReadableAndStale(name)) {
        remove(name);
        removed++;
      }
    }
    return removed;
  }

  private boolean isReadableAndStale(ObjectName name) throws IOException {
    try {
      Optional<LockFile> lock = read(name);
      return lock.isPresent() && isStale(lock.get());
    } catch (UnreadableLockException unknown) {
      return false;
    }
  }

  /** Removes every lock, also those it cannot read, and returns how many. */
  public int removeAll() throws IOException {
    List<ObjectName> names = names();
    for (ObjectName name : names) {
      remove(name);
    }
    return names.size();
  }

  /** Whether the holder is gone: a dead process of this host, or not renewed for too long. */
  public boolean isStale(LockFile lock) throws IOException {
    if (isOfDeadProcess(lock)) {
      return true;
    }
    return Duration.between(lock.time(), now()).compareTo(timing.stale()) > 0;
  }

  private boolean isOfDeadProcess(LockFile lock) {
    return lock.hostname().equals(holder.hostname()) && !isAlive.test(lock.processId());
  }

  /**
   * A lock as of now, to be {@link #write written}. The time is the store's: by a wrong clock of
   * this machine others would take a living lock for stale.
   */
  SealedObjects.Sealed draft(boolean exclusive) throws IOException {
    LockFile lock = holder.lock(now(), exclusive);
    return objects.seal(ObjectKind.LOCK, LockCodec.encode(lock));
  }

  /**
   * The time that locks are written and judged by: the store's, where it tells one.
   *
   * @throws IOException when the store fails; a local one that takes no file tells no time
   */
  public Instant now() throws IOException {
    try {
      return store.clock();
    } catch (UnknownTimeException untold) {
      return clock.instant(); // as restic does it with every store
    }
  }

  /** Writes a lock; when that fails it may be there all the same. */
  void write(SealedObjects.Sealed draft) throws IOException {
    objects.save(draft);
  }

  private ObjectName writeOrRemove(boolean exclusive) throws IOException {
    try {
      SealedObjects.Sealed draft = draft(exclusive);
      boolean written = false;
      try {
        write(draft);
        written = true;
      } finally {
        if (!written) {
          // Whoever failed to write it must not wait for longer. What is left is stale later, and
          // the failure that led here is the one to tell.
          Optional<IOException> _ =
              BriefTask.run("unlock", LONGEST_CLEANUP, () -> store.delete(draft.name()));
        }
      }
      return draft.name();
    } catch (RefusedException refused) {
      throw new UnwritableLockException(refused);
    }
  }

  /** Removes a lock, also for a thread that is interrupted: nobody should have to wait for it. */
  void remove(ObjectName name) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      store.delete(name);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Whether a lock is there; a no is asked for again, since a wrong one costs all the work. */
  boolean exists(ObjectName name) throws IOException {
    for (int look = 0; look < LOOKS; look++) {
      if (store.exists(name)) {
        return true;
      }
    }
    return false;
  }

  /** The locks other than {@code except} beside which one like this must not be held. */
  List<LockFile> excluding(boolean exclusive, Optional<ObjectName> except) throws IOException {
    List<LockFile> others = new ArrayList<>();
    for (Map.Entry<ObjectName, LockFile> entry : list().entrySet()) {
      LockFile lock = entry.getValue();
      if (except.filter(entry.getKey()::equals).isPresent()) {
        continue;
      }
      if (isOfDeadProcess(lock)) {
        removeDead(entry.getKey());
      } else if (exclusive || lock.exclusive()) {
        others.add(lock);
      }
    }
    return others;
  }

  private void removeDead(ObjectName name) throws IOException {
    try {
      remove(name);
    } catch (RefusedException refused) {
      throw new UnwritableLockException(refused);
    }
  }

  private List<ObjectName> names() throws IOException {
    List<ObjectName> names = new ArrayList<>();
    store.list(
        ObjectKind.LOCK,
        (name, size) -> {
          // A writer that was killed left it; restic passes over empty ones, too.
          if (size > 0) {
            names.add(name);
          }
        });
    return names;
  }

  private Optional<LockFile> read(ObjectName name) throws IOException {
    try {
      return Optional.of(LockCodec.decode(objects.load(name)));
    } catch (NoSuchObjectException goneMeanwhile) {
      return Optional.empty();
    } catch (MalformedException | DamagedObjectException unreadable) {
      throw new UnreadableLockException(name, unreadable);
    }
  }
}
