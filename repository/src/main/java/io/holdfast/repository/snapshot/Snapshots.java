package io.holdfast.repository.snapshot;

import io.holdfast.repository.codec.MalformedException;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.object.DamagedObjectException;
import io.holdfast.repository.object.SealedObjects;
import io.holdfast.repository.store.NoSuchObjectException;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.repository.store.UnreadableObjectException;
import io.holdfast.repository.task.Tasks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/** The snapshots of a repository. */
public final class Snapshots {
  /** As many as restic's connections: each may hold the memory of a large snapshot. */
  private static final int AT_ONCE = 5;

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
    return these(ids());
  }

  /** As {@link #all}, of these alone: others are not looked at, and may be damaged. */
  public Map<SnapshotId, Snapshot> these(Collection<SnapshotId> ids) throws IOException {
    Found found = find(ids);
    if (!found.damaged.isEmpty()) {
      throw found.damaged.firstEntry().getValue();
    }
    return found.readable;
  }

  /** As {@link #all}, but passes over those that are damaged and tells of each, in their order. */
  public Map<SnapshotId, Snapshot> readable(Consumer<DamagedObjectException> damaged)
      throws IOException {
    Found found = find(ids());
    found.damaged.values().forEach(damaged);
    return found.readable;
  }

  /** What came of loading several, by their ids. */
  private static final class Found {
    final NavigableMap<SnapshotId, Snapshot> readable = new ConcurrentSkipListMap<>();
    final NavigableMap<SnapshotId, DamagedObjectException> damaged = new ConcurrentSkipListMap<>();
  }

  /** A remote store takes its time for each, and has hundreds. */
  private Found find(Collection<SnapshotId> ids) throws IOException {
    Found found = new Found();
    if (ids.isEmpty()) {
      return found;
    }
    try (Tasks tasks = Tasks.waiting("snapshots", Math.min(AT_ONCE, ids.size()), AT_ONCE)) {
      for (SnapshotId id : ids) {
        tasks.submit(() -> load(id, found));
      }
      tasks.join();
    }
    return found;
  }

  private void load(SnapshotId id, Found found) throws IOException {
    try {
      found.readable.put(id, load(id));
    } catch (NoSuchObjectException removedMeanwhile) {
      // it is not there
    } catch (DamagedObjectException damaged) {
      found.damaged.put(id, damaged);
    } catch (UnreadableObjectException lost) {
      found.damaged.put(id, new DamagedObjectException(name(id), lost));
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
