package io.holdfast.catalog;

import io.holdfast.protection.ledger.Entry;
import io.holdfast.protection.name.RepositoryName;
import io.holdfast.protection.point.RestorePoint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a catalog holds, but for its runs.
 *
 * @param facts of all lines
 * @param points of all repositories
 * @param kinds all that were applied
 * @param repositories the id of each, by its name
 * @param runsLost when the runs of before were lost; absent when those that are there stay
 */
public record CatalogContents(
    List<Stretch> facts,
    List<Listed> points,
    List<KindRows.Applied> kinds,
    Map<String, String> repositories,
    @Nullable Instant runsLost) {
  public CatalogContents {
    facts = List.copyOf(facts);
    points = List.copyOf(points);
    kinds = List.copyOf(kinds);
    repositories = Map.copyOf(repositories);
  }

  /**
   * Facts of one chain, in order; some between them may be lost.
   *
   * @param branch 0 for the writer's chain; others are what a second machine wrote with its key
   * @param sealed whether the repository has them
   */
  public record Stretch(int branch, boolean sealed, List<Entry> entries) {
    public Stretch {
      entries = List.copyOf(entries);
    }
  }

  /** A point of a repository. */
  public record Listed(RepositoryName repository, RestorePoint point) {}
}
