package io.holdfast.repository.snapshot;

import java.util.List;

/**
 * Which snapshots are meant; each list that is empty means any.
 *
 * @param hosts of which one must be the snapshot's
 * @param tags groups of which one must be among the snapshot's as a whole; the group of one empty
 *     text means a snapshot without tags
 * @param paths that must all be among the snapshot's
 */
public record SnapshotFilter(List<String> hosts, List<List<String>> tags, List<String> paths) {
  public static final SnapshotFilter ANY = new SnapshotFilter(List.of(), List.of(), List.of());

  public SnapshotFilter {
    hosts = List.copyOf(hosts);
    tags = tags.stream().map(List::copyOf).toList();
    paths = List.copyOf(paths);
  }

  public boolean matches(Snapshot snapshot) {
    return (hosts.isEmpty() || hosts.contains(snapshot.hostname()))
        && (tags.isEmpty() || tags.stream().anyMatch(snapshot::hasTags))
        && snapshot.paths().containsAll(paths);
  }
}
