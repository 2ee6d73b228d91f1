package io.holdfast.repository;

import io.holdfast.repository.blob.BlobCodec;
import io.holdfast.repository.blob.BlobReader;
import io.holdfast.repository.blob.BlobWriter;
import io.holdfast.repository.blob.LargeWorkspaces;
import io.holdfast.repository.chunk.ChunkerParameters;
import io.holdfast.repository.codec.CompressionLevel;
import io.holdfast.repository.config.Config;
import io.holdfast.repository.crypto.MasterKey;
import io.holdfast.repository.id.KeyId;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.index.BlobIndex;
import io.holdfast.repository.key.KeyRing;
import io.holdfast.repository.lock.LockGuard;
import io.holdfast.repository.object.SealedObjects;
import io.holdfast.repository.snapshot.Snapshots;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.repository.store.cache.PastCopies;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Set;

/**
 * An open repository: the store, the master key, the config, and the index once it is loaded.
 *
 * <p>Thread-safe. It is made by {@link Opening#open} or {@link Creation#create} and closed at the
 * end, which wipes the key; the store is closed with it.
 */
public final class Repository implements AutoCloseable {
  private final ObjectStore store;
  private final KeyId keyId;
  private final MasterKey key;
  private final Config config;
  private final SecureRandom random;
  private final SealedObjects objects;
  private final BlobIndex index = new BlobIndex();
  private final LargeWorkspaces largeWorkspaces = new LargeWorkspaces();

  Repository(ObjectStore store, KeyId keyId, MasterKey key, Config config, SecureRandom random) {
    this.store = store;
    this.keyId = keyId;
    this.key = key;
    this.config = config;
    this.random = random;
    this.objects = new SealedObjects(store, key, random);
  }

  public ObjectStore store() {
    return store;
  }

  public Config config() {
    return config;
  }

  /** The key file whose password opened it. */
  public KeyId keyId() {
    return keyId;
  }

  /** The master key, for wrapping it for another password; this repository closes it. */
  public MasterKey key() {
    return key;
  }

  /** Config, index files, snapshots and locks. */
  public SealedObjects objects() {
    return objects;
  }

  /** The snapshots. */
  public Snapshots snapshots() {
    return new Snapshots(store, objects);
  }

  /** The key files. */
  public KeyRing keys() {
    return new KeyRing(store);
  }

  /** How files are cut here. */
  public ChunkerParameters chunker() {
    return Chunkers.of(config);
  }

  /** The index; empty until {@link #loadIndex}. */
  public BlobIndex index() {
    return index;
  }

  /**
   * Fills the index from all index files.
   *
   * <p>Snapshots are listed before this is called, so that the index knows all they need (F38).
   *
   * @return the names of those files
   * @throws IOException when an index file cannot be read; the message names it
   */
  public Set<ObjectName> loadIndex() throws IOException {
    return IndexLoad.all(store, objects, index);
  }

  /**
   * Fills the index as {@link #loadIndex} does, and then lets it know nothing of packs that the
   * store has no more: what they held is new to whoever saves it. A backup that took them for there
   * would make snapshots that cannot be restored, for as long as nobody checks.
   *
   * @return those packs
   */
  public Set<PackId> loadIndexOfStoredPacks() throws IOException {
    loadIndex();
    Set<PackId> lost = LostPacks.find(store, index);
    index.withdraw(lost);
    return lost;
  }

  /**
   * The same repository past any copies of it that are kept nearby, with an empty index; nobody
   * closes it but this one.
   */
  public Repository pastCopies() {
    return new Repository(new PastCopies(store), keyId, key, config, random);
  }

  /** A codec for one thread, which closes it. */
  public BlobCodec newCodec(CompressionLevel level) {
    return new BlobCodec(key, random, level, largeWorkspaces);
  }

  /** A codec for a thread that only reads. */
  public BlobCodec newCodec() {
    return newCodec(CompressionLevel.AUTO);
  }

  /** A way in for new blobs; the index must be loaded. */
  public BlobWriter newWriter(BlobWriter.Settings settings) {
    return newWriter(settings, () -> {});
  }

  /**
   * A way in for new blobs; the index must be loaded.
   *
   * @param lock asked before each index file: once others have taken the lock for stale, they may
   *     have removed packs that no index file named yet (F21)
   */
  public BlobWriter newWriter(BlobWriter.Settings settings, LockGuard lock) {
    return new BlobWriter(store, objects, index, settings, lock);
  }

  /** A way out for single blobs; the index must be loaded. */
  public BlobReader reader() {
    return new BlobReader(store, index);
  }

  /** The directories of snapshots, for one thread, which closes it; the index must be loaded. */
  public Trees trees() {
    return new Trees(reader(), newCodec());
  }

  @Override
  public void close() throws IOException {
    key.close();
    store.close();
  }
}
