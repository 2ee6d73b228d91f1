package io.holdfast.repository.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;

/**
 * The port through which the engine stores objects; safe for use by many threads.
 *
 * <p>It is minimal: what restic's layout needs and every store can do. Listing is allowed to be
 * late or short, so nobody may take an object's absence from a listing as proof.
 *
 * <p>Failures are {@link IOException}s that name the object; a failed call may have taken effect.
 * {@link NoSuchObjectException}, {@link AlreadyExistsException}, {@link TruncatedObjectException},
 * {@link RefusedException} and {@link UnknownTimeException} are answers that will not change by
 * asking again; {@link BusyException} and every other one may pass. Implementations do not retry; a
 * decorator does, and it may repeat every call here. An interrupted thread's call ends with an
 * {@link InterruptedIOException}, unless it was done before, and disturbs no other.
 */
public interface ObjectStore extends AutoCloseable {
  /** What this store is, for messages: a path or a URL without any secret. */
  String location();

  /** Makes what an empty store needs (folders, a bucket); idempotent. */
  void create() throws IOException;

  /**
   * Stores an object, whole or not at all, and returns once it would survive a power loss.
   *
   * <p>Idempotent for objects named by their hash: the same bytes under the same name may be stored
   * again. Never replaces the config: {@link AlreadyExistsException} then, also when two writers
   * race, as far as the store can tell.
   */
  void put(ObjectName name, ObjectContent content) throws IOException;

  /**
   * Reads exactly {@code length} bytes from {@code offset} on.
   *
   * @throws NoSuchObjectException when there is no such object
   * @throws TruncatedObjectException when the object ends before {@code offset + length}; nothing
   *     of that length is allocated first
   */
  byte[] read(ObjectName name, long offset, int length) throws IOException;

  /**
   * Like {@link #read}, to the beginning of an array that the caller uses again and again: whoever
   * reads gigabytes leaves no garbage then. After a failure the array may hold anything.
   */
  default void readInto(byte[] target, ObjectName name, long offset, int length)
      throws IOException {
    System.arraycopy(read(name, offset, length), 0, target, 0, length);
  }

  /**
   * The object's size in bytes.
   *
   * @throws NoSuchObjectException when there is no such object
   */
  long size(ObjectName name) throws IOException;

  /**
   * Whether there is such an object: asked for by its name, so the answer is more than a listing's.
   */
  default boolean exists(ObjectName name) throws IOException {
    try {
      return size(name) >= 0;
    } catch (NoSuchObjectException absent) {
      return false;
    }
  }

  /**
   * Passes on every object of a kind, in no order, while they are listed; files in the kind's
   * folder that are no objects go to {@link Listing#foreign}, as far as the store shows them. A
   * folder that does not exist is empty. Nothing is said about an object that is put or deleted
   * meanwhile.
   */
  void list(ObjectKind kind, Listing listing) throws IOException;

  /** Removes an object, for good once this returns; nothing happens when there is none. */
  void delete(ObjectName name) throws IOException;

  /**
   * Removes what puts that were cut short left behind under temporary names, where that is last
   * touched before {@code before}; never an object. Returns how many there were.
   */
  int sweep(Instant before) throws IOException;

  /**
   * The store's own clock: what decides about deletion compares with it.
   *
   * @throws UnknownTimeException when the store does not tell
   */
  Instant clock() throws IOException;

  /**
   * The same objects, for reading and putting what every command needs again: index files,
   * snapshots, packs of trees. A decorator may keep copies of what passes here; closing the view
   * does nothing that closing the store does not.
   */
  default ObjectStore near() {
    return this;
  }

  @Override
  void close() throws IOException;

  /** Takes what a listing finds. */
  interface Listing {
    /** An object and its size in bytes. */
    void object(ObjectName name, long size) throws IOException;

    /** A file whose name, relative to the store, is no object name: reported, never touched. */
    default void foreign(String path, long size) throws IOException {}
  }
}
