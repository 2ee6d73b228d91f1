package io.holdfast.repository.prune;

import io.holdfast.repository.Repository;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The snapshots and index files that a plan was made upon: one that was hidden by a late listing
 * would have made used blobs look unused. For one thread.
 */
final class SeenFiles {
  private final Repository repository;
  private final Set<SnapshotId> snapshots = new TreeSet<>();
  private final Set<ObjectName> indexFiles = new TreeSet<>();

  SeenFiles(Repository repository) {
    this.repository = repository;
  }

  void snapshots(Collection<SnapshotId> ids) {
    snapshots.addAll(ids);
  }

  void indexFiles(Collection<ObjectName> names) {
    indexFiles.addAll(names);
  }

  Set<ObjectName> indexFiles() {
    return indexFiles;
  }

  /**
   * Lists both again.
   *
   * @throws IOException when there are more
   */
  void requireAll() throws IOException {
    requireAllSnapshots();
    List<ObjectName> more = new ArrayList<>();
    repository
        .store()
        .list(
            ObjectKind.INDEX,
            (name, _) -> {
              if (!indexFiles.contains(name)) {
                more.add(name);
              }
            });
    if (!more.isEmpty()) {
      throw somethingNew(more.getFirst());
    }
  }

  /**
   * Lists the snapshots again.
   *
   * @throws IOException when there are more
   */
  void requireAllSnapshots() throws IOException {
    for (SnapshotId id : repository.snapshots().ids()) {
      if (!snapshots.contains(id)) {
        ObjectName name = ObjectName.of(ObjectKind.SNAPSHOT, id.hash());
        // Listings may be late; what is gone needs nothing.
        if (repository.store().exists(name)) {
          throw somethingNew(name);
        }
      }
    }
  }

  private static IOException somethingNew(ObjectName name) {
    return new IOException(
        "%s was not listed when the plan was made: the store lists late, or somebody writes in spite of the lock; nothing that is indexed was removed, run prune again"
            .formatted(name));
  }
}
