package io.holdfast.vault.point;

import io.holdfast.protection.name.VolumeName;
import io.holdfast.protection.point.Manifest;
import io.holdfast.protection.point.VolumeOutcome.Captured;
import io.holdfast.repository.Repository;
import io.holdfast.repository.TreePath;
import io.holdfast.repository.Trees;
import io.holdfast.repository.compose.Compose;
import io.holdfast.repository.compose.ComposeRequest;
import io.holdfast.repository.compose.Piece;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.lock.RepositoryLock;
import io.holdfast.repository.snapshot.SnapshotAuthor;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.NodeName;
import io.holdfast.vault.Belonging;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes a restore point of volumes that were moved. */
public final class Sealing {
  /**
   * What is sealed.
   *
   * @param manifest of the point
   * @param overlays the snapshots of what hooks added, for the volumes that have any
   * @param kinds what the files beside the manifest are called, and say
   * @param author of the snapshot
   */
  public record Request(
      Manifest manifest,
      Map<VolumeName, SnapshotId> overlays,
      Map<String, byte[]> kinds,
      SnapshotAuthor author) {
    public Request {
      overlays = Map.copyOf(overlays);
      kinds = Map.copyOf(kinds);
    }
  }

  private static final int PERMISSIONS = 0600;

  private final Repository repository;
  private final RepositoryLock lock;

  /**
   * @param repository whose index is loaded
   * @param lock held on it; others may hold one, too
   */
  public Sealing(Repository repository, RepositoryLock lock) {
    this.repository = repository;
    this.lock = lock;
  }

  /**
   * Seals; the point is there from then on, whole.
   *
   * @throws IOException when a volume's snapshot is not there any more, or the repository fails;
   *     there is no point then
   */
  public SnapshotId seal(Request request) throws IOException {
    Manifest manifest = request.manifest();
    List<Piece> pieces = new ArrayList<>();
    try (Trees trees = repository.trees()) {
      for (Captured captured : manifest.captured()) {
        VolumeName volume = captured.volume();
        TreePath at = Points.path(Points.VOLUMES, volume.text());
        pieces.add(
            new Piece.Stored(
                at,
                directory(
                    trees,
                    SnapshotId.parse(captured.content().snapshot().text()),
                    new Belonging.ToVolume(manifest.point(), volume))));
        SnapshotId overlay = request.overlays().get(volume);
        if (overlay != null) {
          pieces.add(
              new Piece.Stored(
                  at,
                  directory(trees, overlay, new Belonging.ToOverlay(manifest.point(), volume))));
        }
      }
    }
    new TreeMap<>(request.kinds())
        .forEach((name, content) ->
            pieces.add(new Piece.Made(Points.path(Points.KINDS, name), content, PERMISSIONS)));
    pieces.add(
        new Piece.Made(Points.path(Points.MANIFEST), ManifestText.write(manifest), PERMISSIONS));
    Belonging belonging = new Belonging.ToPoint(manifest.point());
    ComposeRequest.Labels labels =
        new ComposeRequest.Labels(
            manifest.cut().start(),
            List.of(belonging.path()),
            tags(belonging, manifest),
            request.author(),
            null);
    return new Compose(repository, lock)
        .run(new ComposeRequest(pieces, labels, ComposeRequest.Settings.DEFAULT))
        .id();
  }

  /** So that whoever asks stock restic for the latest point gets one that he wants. */
  private static List<String> tags(Belonging belonging, Manifest manifest) {
    String tag =
        manifest.origin().secures() != null
            ? Belonging.SECURING
            : manifest.isComplete() ? Belonging.POINT : Belonging.INCOMPLETE;
    return belonging.tags().stream().map(one -> one.equals(Belonging.POINT) ? tag : one).toList();
  }

  /** The volume's directory in a snapshot of its own. */
  private Node directory(Trees trees, SnapshotId snapshot, Belonging belonging) throws IOException {
    List<NodeName> names =
        List.of(belonging.path().substring(1).split("/")).stream().map(NodeName::of).toList();
    Optional<Node> found = trees.find(repository.snapshots().load(snapshot).tree(), names);
    if (found.isPresent() && found.get() instanceof DirectoryNode directory) {
      return directory;
    }
    throw new IOException("snapshot %s has no directory %s".formatted(snapshot, belonging.path()));
  }
}
