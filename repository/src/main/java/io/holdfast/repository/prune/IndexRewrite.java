package io.holdfast.repository.prune;

import io.holdfast.repository.Repository;
import io.holdfast.repository.blob.IndexWriter;
import io.holdfast.repository.codec.MalformedException;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.index.IndexFile;
import io.holdfast.repository.index.IndexedPack;
import io.holdfast.repository.lock.RepositoryLock;
import io.holdfast.repository.object.DamagedObjectException;
import io.holdfast.repository.pack.PackEntry;
import io.holdfast.repository.prune.PruneListener.Step;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.task.Tasks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes the index anew without some packs: file by file, so that it needs the memory of a few
 * files. Files that name none of those packs stay.
 *
 * <p>Each pack that stays stands whole in one file (F19), whichever way it stood before. The old
 * files go when the new ones are there and every pack that stays is named (F18).
 */
final class IndexRewrite {
  private static final int THREADS = 2;

  /** A stored index file of fewer bytes is put together with others, where there are several. */
  private static final long SMALL = 256 << 10;

  private static final int FEWEST_SMALL = 5;

  private final Repository repository;
  private final RepositoryLock lock;
  private final PruneListener listener;
  private final Set<PackId> gone;
  private final Set<PackId> split;
  private final IndexWriter indexFiles;

  private final Set<PackId> named = new HashSet<>();
  private final Set<ObjectName> replaced = new TreeSet<>();
  private final Map<PackId, Set<PackEntry>> parts = new HashMap<>();

  /**
   * @param gone packs that are not to be named any more
   * @param split packs that stand in several files in parts
   */
  IndexRewrite(
      Repository repository,
      RepositoryLock lock,
      PruneListener listener,
      Set<PackId> gone,
      Set<PackId> split) {
    this.repository = repository;
    this.lock = lock;
    this.listener = listener;
    this.gone = gone;
    this.split = split;
    this.indexFiles = new IndexWriter(repository.objects(), lock);
  }

  /**
   * Writes what has to change, then removes what that replaces.
   *
   * @param known index files that must be there
   * @throws IOException also when a file is gone, or one names a pack that the index in memory does
   *     not know: then somebody else writes, and nothing is removed
   */
  void run(Set<ObjectName> known) throws IOException {
    Map<ObjectName, Long> files = new TreeMap<>();
    repository.store().list(ObjectKind.INDEX, files::put);
    for (ObjectName name : known) {
      if (!files.containsKey(name)) {
        files.put(name, repository.store().size(name));
      }
    }
    boolean joinSmall =
        files.values().stream().filter(size -> size < SMALL).count() >= FEWEST_SMALL;
    listener.begins(Step.INDEX, files.size());
    try (Tasks tasks = Tasks.computing("index", THREADS, 1)) {
      for (Map.Entry<ObjectName, Long> file : files.entrySet()) {
        tasks.submit(() -> file(file.getKey(), joinSmall && file.getValue() < SMALL));
      }
      tasks.join();
    }
    joinParts();
    indexFiles.flush();
    requireAllNamed();
    removeReplaced();
  }

  private void file(ObjectName name, boolean replace) throws IOException {
    List<IndexedPack> packs = new ArrayList<>();
    IndexFile.Summary summary;
    try {
      summary =
          IndexFile.read(
              repository.objects().load(name),
              (id, blobs) -> packs.add(new IndexedPack(id, blobs.entries())));
    } catch (MalformedException malformed) {
      throw new DamagedObjectException(name, malformed);
    }
    for (IndexedPack pack : packs) {
      if (!repository.index().contains(pack.id())) {
        throw new IOException(
            "%s names pack %s, which it did not when prune began: somebody else writes to this repository; nothing that is indexed was removed, run prune again"
                .formatted(name, pack.id().hex()));
      }
    }
    boolean clean =
        !replace
            && summary.emptyPacks() == 0
            && summary.packsToDelete() == 0
            && packs.stream()
                .noneMatch(pack -> gone.contains(pack.id()) || split.contains(pack.id()));
    if (clean) {
      synchronized (named) {
        packs.forEach(pack -> named.add(pack.id()));
      }
    } else {
      packs.forEach(this::collect);
      for (IndexedPack pack : packs) {
        if (isToBeWritten(pack.id())) {
          indexFiles.add(pack);
        }
      }
      synchronized (replaced) {
        replaced.add(name);
      }
    }
    listener.advances(Step.INDEX, 1);
  }

  private boolean isToBeWritten(PackId id) {
    if (gone.contains(id) || split.contains(id)) {
      return false;
    }
    synchronized (named) {
      return named.add(id);
    }
  }

  private void collect(IndexedPack pack) {
    if (split.contains(pack.id()) && !gone.contains(pack.id())) {
      synchronized (parts) {
        parts.computeIfAbsent(pack.id(), _ -> new LinkedHashSet<>()).addAll(pack.blobs());
      }
    }
  }

  private void joinParts() throws IOException {
    for (Map.Entry<PackId, Set<PackEntry>> part : parts.entrySet()) {
      List<PackEntry> blobs =
          part.getValue().stream().sorted(Comparator.comparingLong(PackEntry::offset)).toList();
      named.add(part.getKey());
      indexFiles.add(new IndexedPack(part.getKey(), blobs));
    }
  }

  private void requireAllNamed() throws IOException {
    List<PackId> lost = new ArrayList<>();
    repository
        .index()
        .forEachPack((id, _) -> {
          if (!gone.contains(id) && !named.contains(id)) {
            lost.add(id);
          }
        });
    if (!lost.isEmpty()) {
      throw new IOException(
          "no index file names %d packs that are needed, among them %s: an index file was removed, or the store did not list it; nothing that is indexed was removed, run prune again"
              .formatted(lost.size(), lost.getFirst().hex()));
    }
  }

  private void removeReplaced() throws IOException {
    if (!replaced.isEmpty()) {
      lock.confirm(); // since it was asked for last, an index was written
    }
    listener.begins(Step.REMOVE_INDEX, replaced.size());
    for (ObjectName name : replaced) {
      lock.requireHeld();
      repository.store().delete(name);
      listener.advances(Step.REMOVE_INDEX, 1);
    }
  }
}
