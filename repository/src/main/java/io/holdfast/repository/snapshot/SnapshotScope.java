package io.holdfast.repository.snapshot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a backup was asked to cover, and what of it it did.
 *
 * <p>Paths are text for people and for finding a parent. Bytes that are not UTF-8 stand as U+FFFD,
 * one each, as restic writes them; the tree has the exact bytes.
 *
 * @param paths absolute paths
 * @param excludes patterns, as given
 * @param completeness how every entry ended; absent in snapshots of other programs
 */
public record SnapshotScope(
    List<String> paths, List<String> excludes, @Nullable Completeness completeness) {
  public SnapshotScope(List<String> paths, List<String> excludes) {
    this(paths, excludes, null);
  }

  public SnapshotScope {
    paths = List.copyOf(paths);
    excludes = List.copyOf(excludes);
  }
}
