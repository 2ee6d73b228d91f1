package io.holdfast.vault.point;

import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.repository.Repository;
import io.holdfast.repository.TreePath;
import io.holdfast.repository.Trees;
import io.holdfast.repository.dump.Dump;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.snapshot.Snapshot;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.NodeName;
import io.holdfast.vault.Belonging;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Finds the restore points of a repository whose index is loaded. */
public final class Points {
  static final String MANIFEST = "manifest.json";
  static final String VOLUMES = "volumes";
  static final String KINDS = "kinds";

  private static final int LARGEST_KIND = 1 << 20;

  private final Repository repository;

  public Points(Repository repository) {
    this.repository = repository;
  }

  /**
   * All points.
   *
   * @param unreadable is told of each that is there and cannot be read
   */
  public List<StoredPoint> all(Consumer<IOException> unreadable) throws IOException {
    List<StoredPoint> points = new ArrayList<>();
    Map<SnapshotId, Snapshot> snapshots = repository.snapshots().readable(unreadable::accept);
    for (Map.Entry<SnapshotId, Snapshot> entry : snapshots.entrySet()) {
      if (Belonging.of(entry.getValue()).orElse(null) instanceof Belonging.ToPoint) {
        try {
          points.add(read(entry.getKey(), entry.getValue()));
        } catch (IOException damaged) {
          unreadable.accept(damaged); // the others are still worth having
        }
      }
    }
    return points;
  }

  /**
   * One point; a damaged snapshot of something else does not hide it.
   *
   * @throws IOException when it is there and its manifest cannot be read
   */
  public Lookup find(PointId point) throws IOException {
    List<IOException> unreadable = new ArrayList<>();
    Map<SnapshotId, Snapshot> snapshots = repository.snapshots().readable(unreadable::add);
    for (Map.Entry<SnapshotId, Snapshot> entry : snapshots.entrySet()) {
      if (Belonging.of(entry.getValue()).filter(new Belonging.ToPoint(point)::equals).isPresent()) {
        return new Lookup.Found(read(entry.getKey(), entry.getValue()));
      }
    }
    return unreadable.isEmpty() ? new Lookup.Absent() : new Lookup.Unknown(unreadable);
  }

  /**
   * One point, for whoever needs it.
   *
   * @throws NoSuchPointException when it is not there
   * @throws IOException when it is not to be had; the message says whether it may be there
   */
  public StoredPoint require(PointId point) throws IOException {
    return switch (find(point)) {
      case Lookup.Found(StoredPoint found) -> found;
      case Lookup.Absent _ -> throw new NoSuchPointException(point);
      case Lookup.Unknown(List<IOException> unreadable) ->
          throw new IOException(
              "restore point %s is not among the snapshots that can be read, and may be one of the %d that cannot (%s): 'holdfast check' names them"
                  .formatted(point, unreadable.size(), unreadable.getFirst().getMessage()),
              unreadable.getFirst());
    };
  }

  private StoredPoint read(SnapshotId id, Snapshot snapshot) throws IOException {
    byte[] json =
        new Dump(repository)
            .smallFile(snapshot.tree(), path(MANIFEST), ManifestText.LARGEST)
            .orElseThrow(() -> new IOException("snapshot %s has no manifest".formatted(id)));
    return new StoredPoint(id, snapshot.tree(), ManifestText.read("snapshot " + id, json));
  }

  /** The kinds that a point carries, by the names of their files. */
  public NavigableMap<String, byte[]> kinds(StoredPoint point) throws IOException {
    NavigableMap<String, byte[]> kinds = new TreeMap<>();
    for (String name : point.manifest().surroundings().kinds()) {
      kinds.put(
          name,
          new Dump(repository)
              .smallFile(point.tree(), path(KINDS, name), LARGEST_KIND)
              .orElseThrow(() ->
                  new IOException(
                      "%s has no %s, although its manifest says so"
                          .formatted(point.manifest().point(), name))));
    }
    return kinds;
  }

  /** A volume in a point, as it is to be restored. */
  public DirectoryNode volume(StoredPoint point, VolumeName volume) throws IOException {
    try (Trees trees = repository.trees()) {
      Optional<Node> found = trees.find(point.tree(), path(VOLUMES, volume.text()).names());
      if (found.isPresent() && found.get() instanceof DirectoryNode directory) {
        return directory;
      }
      throw new IOException(
          "%s has no volume %s, although its manifest says so"
              .formatted(point.manifest().point(), volume));
    }
  }

  /** What is in a volume of a point. */
  public BlobId tree(StoredPoint point, VolumeName volume) throws IOException {
    return volume(point, volume).subtree();
  }

  static TreePath path(String... names) {
    return TreePath.of(Stream.of(names).map(NodeName::of).toList());
  }
}
