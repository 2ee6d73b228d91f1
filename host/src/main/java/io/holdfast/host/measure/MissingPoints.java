package io.holdfast.host.measure;

import io.holdfast.api.kind.Repository;
import io.holdfast.catalog.PointRows;
import io.holdfast.host.repository.Repositories;
import io.holdfast.location.Opener;
import io.holdfast.location.Session;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.RepositoryName;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.snapshot.Snapshot;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.vault.point.Leftovers;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Which points that the catalog lists a repository does not have any more. Thread-safe. */
final class MissingPoints {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** So few that a slow store gives them before anybody loses patience. */
  private static final int AT_ONCE = 10;

  private final PointRows rows;
  private final Repositories repositories;

  /**
   * What snapshots that the catalog does not list say, by repository: the points whose own they
   * are. A snapshot never changes, so none is read twice, and a look that was cut off is gone on
   * with by the next one.
   */
  private final Map<String, Map<SnapshotId, Set<PointId>>> unlisted = new ConcurrentHashMap<>();

  MissingPoints(PointRows rows, Repositories repositories) {
    this.rows = rows;
    this.repositories = repositories;
  }

  /**
   * Lists the snapshots of a repository: the id of each is the name of its file, so nothing of them
   * is read, unless one is not there.
   *
   * <p>The points are those that were listed here before and still are: one that is captured or
   * removed meanwhile is not missing. A snapshot that somebody gave a tag has another id; its point
   * is there as before. That needs those alone whose ids the catalog does not know.
   *
   * @throws IOException when it cannot be told
   */
  Set<PointId> of(Repository repository) throws IOException, InterruptedException {
    RepositoryName name = RepositoryName.parse(repository.name());
    Map<PointId, SnapshotId> listed = listed(name);
    Set<SnapshotId> expected = Set.copyOf(listed.values());
    Set<SnapshotId> absent = new HashSet<>(expected);
    Set<SnapshotId> others = new HashSet<>();
    compare(repository, absent, others);
    if (absent.isEmpty()) {
      unlisted.remove(repository.name());
      return Set.of();
    }
    Set<PointId> missing = new HashSet<>(listed.keySet());
    missing.removeIf(point -> !absent.contains(listed.get(point)));
    others.removeAll(expected);
    missing.removeAll(points(repository, others));
    missing.retainAll(listed(name).keySet());
    return Set.copyOf(missing);
  }

  /**
   * Lists what is there, without a password. Those that are not listed are asked for by their
   * names: a listing may be late.
   *
   * @param absent loses those that are there
   * @param there gets all that are listed
   */
  private void compare(Repository repository, Set<SnapshotId> absent, Set<SnapshotId> there)
      throws IOException {
    try (ObjectStore store = repositories.store(repository)) {
      store.list(ObjectKind.SNAPSHOT, (name, _) -> there.add(new SnapshotId(name.hash())));
      absent.removeAll(there);
      for (SnapshotId one : List.copyOf(absent)) {
        if (store.exists(ObjectName.of(ObjectKind.SNAPSHOT, one.hash()))) {
          absent.remove(one);
        }
      }
    }
  }

  /** The points whose own snapshots are among these. */
  private Set<PointId> points(Repository repository, Set<SnapshotId> snapshots)
      throws IOException, InterruptedException {
    Map<SnapshotId, Set<PointId>> known =
        unlisted.computeIfAbsent(repository.name(), _ -> new ConcurrentHashMap<>());
    known.keySet().retainAll(snapshots);
    List<SnapshotId> unread =
        snapshots.stream().filter(id -> !known.containsKey(id)).sorted().toList();
    if (!unread.isEmpty()) {
      read(repository, unread, known);
    }
    return known.values().stream().flatMap(Collection::stream).collect(Collectors.toSet());
  }

  private void read(
      Repository repository, List<SnapshotId> unread, Map<SnapshotId, Set<PointId>> known)
      throws IOException, InterruptedException {
    try (Session session = repositories.open(repository, Opener.Lock.NONE, PATIENCE)) {
      for (int from = 0; from < unread.size(); from += AT_ONCE) {
        List<SnapshotId> some = unread.subList(from, Math.min(from + AT_ONCE, unread.size()));
        Map<SnapshotId, Snapshot> found = session.repository().snapshots().these(some);
        found.forEach((id, snapshot) -> known.put(id, Leftovers.sealed(Map.of(id, snapshot))));
      }
    }
  }

  private Map<PointId, SnapshotId> listed(RepositoryName name) throws IOException {
    Map<PointId, SnapshotId> listed = new HashMap<>();
    // One that cannot be read is told by whoever reads it: nobody knows its snapshot.
    rows.all(name, _ -> {})
        .forEach(point -> listed.put(point.id(), SnapshotId.parse(point.snapshot().text())));
    return listed;
  }
}
