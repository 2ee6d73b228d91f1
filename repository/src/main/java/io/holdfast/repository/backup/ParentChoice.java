package io.holdfast.repository.backup;

import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.snapshot.Choice;
import io.holdfast.repository.snapshot.Snapshot;
import io.holdfast.repository.snapshot.SnapshotFilter;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** With which snapshot a backup compares (F39). */
public sealed interface ParentChoice {
  /** With none: every file is read. */
  record None() implements ParentChoice {}

  /**
   * With a certain one.
   *
   * @param wanted the beginning of its id, or {@code latest}
   */
  record Given(String wanted) implements ParentChoice {}

  /** With the newest that was not made after this one and is like it. */
  record Newest(boolean sameHost, boolean samePaths, boolean sameTags) implements ParentChoice {
    /** Of the same host and paths: restic's choice. */
    public static final Newest SAME_HOST_AND_PATHS = new Newest(true, true, false);
  }

  /**
   * The snapshot to compare with.
   *
   * @param paths of the new snapshot
   * @throws IOException when the one asked for is not there
   */
  default Optional<SnapshotId> choose(
      Map<SnapshotId, Snapshot> all, BackupRequest.Labels labels, List<String> paths)
      throws IOException {
    return switch (this) {
      case None() -> Optional.empty();
      case Given(String wanted) ->
          switch (Choice.of(wanted, SnapshotFilter.ANY, all)) {
            case Choice.Chosen(SnapshotId id, Snapshot _) -> Optional.of(id);
            case Choice.NoSuch _ ->
                throw new IOException("there is no snapshot %s to compare with".formatted(wanted));
            case Choice.Ambiguous(String _, List<SnapshotId> candidates) ->
                throw new IOException(
                    "%d snapshots begin with %s: give more digits of the parent"
                        .formatted(candidates.size(), wanted));
          };
      case Newest(boolean sameHost, boolean samePaths, boolean sameTags) -> {
        SnapshotFilter filter =
            new SnapshotFilter(
                sameHost ? List.of(labels.author().hostname()) : List.of(),
                sameTags
                    ? List.of(labels.tags().isEmpty() ? List.of("") : labels.tags())
                    : List.of(),
                samePaths ? paths : List.of());
        yield switch (Choice.of(Choice.LATEST, filter, notAfter(all, labels.time()))) {
          case Choice.Chosen(SnapshotId id, Snapshot _) -> Optional.of(id);
          case Choice.NoSuch _, Choice.Ambiguous _ -> Optional.empty();
        };
      }
    };
  }

  private static Map<SnapshotId, Snapshot> notAfter(Map<SnapshotId, Snapshot> all, Instant time) {
    Map<SnapshotId, Snapshot> earlier = new TreeMap<>(all);
    earlier.values().removeIf(snapshot -> snapshot.time().isAfter(time));
    return earlier;
  }
}
