package io.holdfast.cli.snapshot;

import io.holdfast.cli.console.StopException;
import io.holdfast.repository.Repository;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.snapshot.Choice;
import io.holdfast.repository.snapshot.Snapshot;
import io.holdfast.repository.snapshot.SnapshotFilter;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.NodeName;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeSet;

/** Finds the snapshots that a person names. */
public final class SnapshotChoice {
  private SnapshotChoice() {}

  /**
   * The snapshots that {@code SNAPSHOT} or {@code SNAPSHOT:PATH} may name: where that is an id, a
   * damaged snapshot elsewhere does not keep anybody from the one that is wanted.
   */
  public static Map<SnapshotId, Snapshot> candidates(Repository repository, String... wanted)
      throws IOException {
    var names = Arrays.stream(wanted).map(name -> name.split(":", 2)[0]).toList();
    if (names.contains(Choice.LATEST)) {
      return repository.snapshots().all();
    }
    var ids = repository.snapshots().ids();
    var meant = new TreeSet<SnapshotId>();
    for (var name : names) {
      var fitting = ids.stream().filter(id -> id.hex().startsWith(name)).toList();
      // The first name that is none, or that of several, ends the command: nothing need be read.
      if (name.isEmpty() || fitting.isEmpty()) {
        throw noSuch(name);
      }
      if (fitting.size() > 1) {
        throw ambiguous(name, fitting.size());
      }
      meant.add(fitting.getFirst());
    }
    return repository.snapshots().these(meant);
  }

  /** The one snapshot that {@code wanted} names: the beginning of an id, or {@code latest}. */
  public static Choice.Chosen one(Repository repository, String wanted, SnapshotFilter filter)
      throws IOException {
    return one(candidates(repository, wanted), wanted, filter);
  }

  public static Choice.Chosen one(
      Map<SnapshotId, Snapshot> all, String wanted, SnapshotFilter filter) throws StopException {
    return switch (Choice.of(wanted, filter, all)) {
      case Choice.Chosen chosen -> chosen;
      case Choice.NoSuch _ -> throw noSuch(wanted);
      case Choice.Ambiguous(var _, var candidates) -> throw ambiguous(wanted, candidates.size());
    };
  }

  private static StopException noSuch(String wanted) {
    return StopException.failed(
        wanted.equals(Choice.LATEST)
            ? "there is no snapshot that fits; 'holdfast snapshots' lists them"
            : "there is no snapshot %s; 'holdfast snapshots' lists them".formatted(wanted));
  }

  private static StopException ambiguous(String wanted, int count) {
    return StopException.failed(
        "%d snapshots begin with %s: give more digits".formatted(count, wanted));
  }

  /** Those that are named, or all that the filter lets through, oldest first. */
  public static SequencedMap<SnapshotId, Snapshot> several(
      Repository repository, List<String> wanted, SnapshotFilter filter) throws IOException {
    var all =
        wanted.isEmpty()
            ? repository.snapshots().all()
            : candidates(repository, wanted.toArray(String[]::new));
    return several(all, wanted, filter);
  }

  /** The same among snapshots that were listed before. */
  static SequencedMap<SnapshotId, Snapshot> several(
      Map<SnapshotId, Snapshot> all, List<String> wanted, SnapshotFilter filter)
      throws StopException {
    Map<SnapshotId, Snapshot> chosen = new LinkedHashMap<>();
    if (wanted.isEmpty()) {
      all.forEach((id, snapshot) -> {
        if (filter.matches(snapshot)) {
          chosen.put(id, snapshot);
        }
      });
    }
    for (var name : wanted) {
      var one = one(all, name, filter);
      chosen.put(one.id(), one.snapshot());
    }
    return sorted(chosen);
  }

  private static SequencedMap<SnapshotId, Snapshot> sorted(Map<SnapshotId, Snapshot> snapshots) {
    SequencedMap<SnapshotId, Snapshot> sorted = new LinkedHashMap<>();
    snapshots.entrySet().stream()
        .sorted(
            Map.Entry.<SnapshotId, Snapshot>comparingByValue(Comparator.comparing(Snapshot::time))
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }

  /** A directory in a snapshot. */
  public record Place(SnapshotId id, Snapshot snapshot, List<NodeName> path, BlobId tree) {}

  /**
   * The directory that {@code SNAPSHOT} or {@code SNAPSHOT:PATH} names; the index must be loaded.
   */
  public static Place place(Repository repository, String wanted, SnapshotFilter filter)
      throws IOException {
    return place(repository, candidates(repository, wanted), wanted, filter);
  }

  /** The same among snapshots that were listed before. */
  public static Place place(
      Repository repository, Map<SnapshotId, Snapshot> all, String wanted, SnapshotFilter filter)
      throws IOException {
    int colon = wanted.indexOf(':');
    var chosen = one(all, colon < 0 ? wanted : wanted.substring(0, colon), filter);
    var path = colon < 0 ? List.<NodeName>of() : names(wanted.substring(colon + 1));
    if (path.isEmpty()) {
      return new Place(chosen.id(), chosen.snapshot(), path, chosen.snapshot().tree());
    }
    try (var trees = repository.trees()) {
      var found = trees.find(chosen.snapshot().tree(), path);
      if (found.isPresent() && found.get() instanceof DirectoryNode directory) {
        return new Place(chosen.id(), chosen.snapshot(), path, directory.subtree());
      }
      throw StopException.failed(
          (found.isPresent()
                  ? "%2$s in snapshot %1$s is no directory: name the one it is in; restore takes"
                      + " one file of it by --include"
                  : "snapshot %s has no directory %s")
              .formatted(chosen.id().hash().brief(), wanted.substring(colon + 1)));
    }
  }

  /** The names of a path, without its slashes. */
  public static List<NodeName> names(String path) {
    return Arrays.stream(path.split("/", -1))
        .filter(name -> !name.isEmpty() && !name.equals("."))
        .map(NodeName::of)
        .toList();
  }
}
