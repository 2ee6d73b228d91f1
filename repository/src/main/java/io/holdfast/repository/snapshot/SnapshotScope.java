package io.holdfast.repository.snapshot;

import java.util.List;

/**
 * What a backup was asked to cover.
 *
 * <p>Paths are text for people and for finding a parent. Bytes that are not UTF-8 stand as U+FFFD,
 * one each, as restic writes them; the tree has the exact bytes.
 *
 * @param paths absolute paths
 * @param excludes patterns, as given
 */
public record SnapshotScope(List<String> paths, List<String> excludes) {
  public SnapshotScope {
    paths = List.copyOf(paths);
    excludes = List.copyOf(excludes);
  }
}
