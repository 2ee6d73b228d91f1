package io.holdfast.host.measure;

import io.holdfast.api.kind.Repository;
import io.holdfast.catalog.PointRows;
import io.holdfast.host.repository.Repositories;
import io.holdfast.location.Opener;
import io.holdfast.location.Session;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.RepositoryName;
import io.holdfast.protection.point.ContentId;
import io.holdfast.vault.point.Leftovers;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which points that the catalog lists a repository does not have any more. */
final class MissingPoints {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final PointRows rows;
  private final Repositories repositories;

  MissingPoints(PointRows rows, Repositories repositories) {
    this.rows = rows;
    this.repositories = repositories;
  }

  /**
   * Lists the snapshots of a repository; nothing of them is read, unless one is not there.
   *
   * <p>The points are those that were listed here before and still are: one that is captured or
   * removed meanwhile is not missing. A snapshot that somebody gave a tag has another id; its point
   * is there as before.
   *
   * @throws IOException when it cannot be told
   */
  Set<PointId> of(Repository repository) throws IOException, InterruptedException {
    RepositoryName name = RepositoryName.parse(repository.name());
    Map<PointId, ContentId> listed = listed(name);
    Set<ContentId> absent = repositories.absent(repository, Set.copyOf(listed.values()));
    if (absent.isEmpty()) {
      return Set.of();
    }
    Set<PointId> missing = new HashSet<>(listed.keySet());
    missing.removeIf(point -> !absent.contains(listed.get(point)));
    try (Session session = repositories.open(repository, Opener.Lock.NONE, PATIENCE)) {
      missing.removeAll(Leftovers.sealed(session.repository().snapshots().all()));
    }
    missing.retainAll(listed(name).keySet());
    return Set.copyOf(missing);
  }

  private Map<PointId, ContentId> listed(RepositoryName name) throws IOException {
    Map<PointId, ContentId> listed = new HashMap<>();
    // One that cannot be read is told by whoever reads it: nobody knows its snapshot.
    rows.all(name, _ -> {}).forEach(point -> listed.put(point.id(), point.snapshot()));
    return listed;
  }
}
