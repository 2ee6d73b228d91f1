package io.holdfast.repository.snapshot;

import io.holdfast.repository.codec.MalformedException;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.object.DamagedObjectException;
import io.holdfast.repository.object.SealedObjects;
import io.holdfast.repository.store.NoSuchObjectException;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The snapshots of a repository. */
public final class Snapshots {
  private final ObjectStore store;
  private final SealedObjects objects;

  public Snapshots(ObjectStore store, SealedObjects objects) {
    this.store = store;
    this.objects = objects;
  }

  /** The ids of all snapshots, sorted. */
  public List<SnapshotId> ids() throws IOException {
    List<SnapshotId> ids = new ArrayList<>();
    store.list(ObjectKind.SNAPSHOT, (name, size) -> ids.add(new SnapshotId(name.hash())));
    ids.sort(null);
    return ids;
  }

  /**
   * All snapshots; one that is removed meanwhile is left out.
   *
   * @throws IOException when one cannot be read; the message names it
   */
  public Map<SnapshotId, Snapshot> all() throws IOException {
    Map<SnapshotId, Snapshot> all = new TreeMap<>();
    for (SnapshotId id : ids()) {
      loadIfPresent(id).ifPresent(snapshot -> all.put(id, snapshot));
    }
    return all;
  }

  /** As {@link #all}, but passes over those that are damaged and tells of each. */
  public Map<SnapshotId, Snapshot> readable(Consumer<DamagedObjectException> damaged)
      throws IOException {
    Map<SnapshotId, Snapshot> readable = new TreeMap<>();
    for (SnapshotId id : ids()) {
      try {
        loadIfPresent(id).ifPresent(snapshot -> readable.put(id, snapshot));
      } catch (DamagedObjectException failure) {
        damaged.accept(failure);
      }
    }
    return readable;
  }

  /**
   * The snapshots whose ids begin with these digits, at most as many as an id has; others are not
   * looked at, and may be damaged.
   *
   * @throws IOException when one cannot be read; the message names it
   */
  public Map<SnapshotId, Snapshot> beginningWith(String digits) throws IOException {
    Map<SnapshotId, Snapshot> fitting = new TreeMap<>();
    for (SnapshotId id : ids()) {
      if (id.hex().startsWith(digits)) {
        loadIfPresent(id).ifPresent(snapshot -> fitting.put(id, snapshot));
      }
    }
    return fitting;
  }

  private Optional<Snapshot> loadIfPresent(SnapshotId id) throws IOException {
    try {
      return Optional.of(load(id));
    } catch (NoSuchObjectException removedMeanwhile) {
      return Optional.empty();
    }
  }

  /** One snapshot. */
  public Snapshot load(SnapshotId id) throws IOException {
    byte[] json = objects.load(name(id));
    try {
      return SnapshotCodec.decode(json);
    } catch (MalformedException malformed) {
      throw new DamagedObjectException(name(id), malformed);
    }
  }

  /** Stores a snapshot, last of all: from here on it is there for everybody. */
  public SnapshotId save(Snapshot snapshot) throws IOException {
    return new SnapshotId(objects.save(ObjectKind.SNAPSHOT, SnapshotCodec.encode(snapshot)).hash());
  }

  /** Removes a snapshot; what only it referred to stays until a prune. */
  public void remove(SnapshotId id) throws IOException {
    store.delete(name(id));
  }

  private static ObjectName name(SnapshotId id) {
    return ObjectName.of(ObjectKind.SNAPSHOT, id.hash());
  }
}
