package io.holdfast.repository.check;

import io.holdfast.repository.Repository;
import io.holdfast.repository.check.CheckListener.Step;
import io.holdfast.repository.codec.MalformedException;
import io.holdfast.repository.crypto.KeyFile;
import io.holdfast.repository.id.KeyId;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.lock.LockCodec;
import io.holdfast.repository.lock.LockFile;
import io.holdfast.repository.lock.LockTiming;
import io.holdfast.repository.object.DamagedObjectException;
import io.holdfast.repository.snapshot.Snapshot;
import io.holdfast.repository.store.NoSuchObjectException;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.repository.task.Tasks;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Looks at the small files: keys, locks, snapshots. */
final class FileCheck {
  private static final int QUEUED = 16;

  private final Repository repository;
  private final Findings findings;
  private final CheckListener listener;

  FileCheck(Repository repository, Findings findings, CheckListener listener) {
    this.repository = repository;
    this.findings = findings;
    this.listener = listener;
  }

  /** The objects of a kind with their sizes; files that are none are remarked on. */
  static NavigableMap<ObjectName, Long> list(ObjectStore store, ObjectKind kind, Findings findings)
      throws IOException {
    NavigableMap<ObjectName, Long> found = new TreeMap<>();
    store.list(
        kind,
        new ObjectStore.Listing() {
          @Override
          public void object(ObjectName name, long size) {
            found.put(name, size);
          }

          @Override
          public void foreign(String path, long size) {
            findings.add(new Remark.ForeignFile(path, size));
          }
        });
    return found;
  }

  void keys() throws IOException {
    for (ObjectName name : list(repository.store(), ObjectKind.KEY, findings).keySet()) {
      KeyId id = new KeyId(name.hash());
      try {
        KeyFile file = repository.keys().read(id);
        if (!file.isForScrypt()) {
          findings.add(new Remark.UnusableKey(id, file.kdf()));
        }
      } catch (NoSuchObjectException removedMeanwhile) {
        continue;
      } catch (IOException failure) {
        findings.add(new Damage.UnreadableKey(id, Findings.reason(failure)));
      }
      listener.advances(Step.FILES, 1);
    }
  }

  void locks(Instant now) throws IOException {
    for (Map.Entry<ObjectName, Long> entry :
        list(repository.store(), ObjectKind.LOCK, findings).entrySet()) {
      if (entry.getValue() > 0) {
        lock(entry.getKey(), now);
      }
    }
  }

  private void lock(ObjectName name, Instant now) throws IOException {
    try {
      LockFile lock = LockCodec.decode(repository.objects().load(name));
      if (Duration.between(lock.time(), now).compareTo(LockTiming.RESTIC.stale()) > 0) {
        findings.add(
            new Remark.StaleLock(
                name,
                "process %d on %s".formatted(lock.processId(), lock.hostname()),
                lock.time()));
      }
    } catch (NoSuchObjectException releasedMeanwhile) {
      return;
    } catch (MalformedException | DamagedObjectException damaged) {
      findings.add(new Remark.UnreadableLock(name, Findings.reason(damaged)));
    }
  }

  /** The snapshots that can be read. */
  NavigableMap<SnapshotId, Snapshot> snapshots(int connections) throws IOException {
    NavigableMap<ObjectName, Long> names = list(repository.store(), ObjectKind.SNAPSHOT, findings);
    NavigableMap<SnapshotId, Snapshot> snapshots = new TreeMap<>();
    try (Tasks tasks = Tasks.waiting("snapshots", connections, QUEUED)) {
      for (ObjectName name : names.keySet()) {
        tasks.submit(() -> snapshot(new SnapshotId(name.hash()), snapshots));
      }
      tasks.join();
    }
    return snapshots;
  }

  private void snapshot(SnapshotId id, NavigableMap<SnapshotId, Snapshot> snapshots)
      throws IOException {
    try {
      Snapshot snapshot = repository.snapshots().load(id);
      synchronized (snapshots) {
        snapshots.put(id, snapshot);
      }
    } catch (NoSuchObjectException forgottenMeanwhile) {
      return;
    } catch (IOException failure) {
      findings.add(new Damage.UnreadableSnapshot(id, Findings.reason(failure)));
    }
    listener.advances(Step.FILES, 1);
  }
}
