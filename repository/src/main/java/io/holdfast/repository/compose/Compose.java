package io.holdfast.repository.compose;

import io.holdfast.repository.Repository;
import io.holdfast.repository.TreePath;
import io.holdfast.repository.Trees;
import io.holdfast.repository.blob.BlobCodec;
import io.holdfast.repository.blob.BlobWriter;
import io.holdfast.repository.blob.Damage;
import io.holdfast.repository.blob.MissingBlobException;
import io.holdfast.repository.compose.ComposeRequest.Labels;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.lock.RepositoryLock;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.snapshot.Snapshot;
import io.holdfast.repository.snapshot.SnapshotLineage;
import io.holdfast.repository.snapshot.SnapshotScope;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.FileMode;
import io.holdfast.repository.tree.FileNode;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.NodeMetadata;
import io.holdfast.repository.tree.NodeName;
import io.holdfast.repository.tree.SymlinkNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Makes a snapshot of what the repository has already. */
public final class Compose {
  private final Repository repository;
  private final RepositoryLock lock;

  /**
   * @param repository whose index need not be loaded
   * @param lock held on it since before the pieces were looked up: what they refer to must not be
   *     pruned meanwhile
   */
  public Compose(Repository repository, RepositoryLock lock) {
    this.repository = repository;
    this.lock = lock;
  }

  /**
   * Composes; the snapshot is stored last of all (F38), so that it is there whole or not at all.
   *
   * @throws IOException when a piece refers to what the repository has not, or would hide a
   *     directory; when the repository fails. There is no snapshot then, and the message names the
   *     piece's path
   */
  public ComposeReport run(ComposeRequest request) throws IOException {
    repository.loadIndexOfStoredPacks();
    Labels labels = request.labels();
    BlobId tree;
    NewBlobs added;
    try (BlobCodec codec = repository.newCodec(request.settings().level());
        BlobWriter writer = repository.newWriter(request.settings().writing(), lock);
        Trees trees = repository.trees()) {
      for (Piece piece : request.pieces()) {
        requireThere(piece, trees);
      }
      added = new NewBlobs(repository, writer, codec);
      Stack root = new Stack(TreePath.ROOT);
      for (Piece piece : request.pieces()) {
        root.add(Layer.leading(piece.at().names(), layer(piece, labels, added)));
      }
      NodeMetadata made = made(FileMode.DIRECTORY | 0755, labels, Instant.EPOCH);
      tree = new Merge(trees, made, added::tree).run(root);
      writer.flush(codec);
    }
    Snapshot snapshot =
        new Snapshot(
            labels.time(),
            tree,
            new SnapshotScope(labels.paths(), List.of(), labels.completeness()),
            labels.tags(),
            labels.author(),
            SnapshotLineage.NONE,
            null);
    lock.confirm();
    SnapshotId id = repository.snapshots().save(snapshot);
    return new ComposeReport(id, snapshot, added.trees(), added.bytes());
  }

  private static Layer layer(Piece piece, Labels labels, NewBlobs added) throws IOException {
    NodeName name = piece.at().name();
    return switch (piece) {
      case Piece.Entries(TreePath _, BlobId tree) -> new Layer.Stored(tree, null);
      case Piece.Made(TreePath _, byte[] content, int permissions) ->
          new Layer.Leaf(
              new FileNode(
                  name,
                  made(permissions, labels, labels.time()),
                  content.length,
                  added.content(content)));
      case Piece.Stored(TreePath _, Node node) -> Layer.of(named(name, node));
    };
  }

  private static Node named(NodeName name, Node node) {
    return switch (node) {
      case DirectoryNode directory ->
          new DirectoryNode(name, directory.metadata(), directory.subtree());
      case FileNode file -> new FileNode(name, file.metadata(), file.size(), file.content());
      case SymlinkNode link -> new SymlinkNode(name, link.metadata(), link.target());
      case Node other -> throw new IllegalStateException(other + " is refused as a piece");
    };
  }

  private static NodeMetadata made(int mode, Labels labels, Instant time) {
    return NodeMetadata.made(new FileMode(mode), labels.author().owner(), time);
  }

  private void requireThere(Piece piece, Trees trees) throws IOException {
    try {
      switch (piece) {
        case Piece.Made _ -> {}
        case Piece.Entries(TreePath _, BlobId tree) -> trees.read(tree);
        case Piece.Stored(TreePath _, DirectoryNode directory) -> trees.read(directory.subtree());
        case Piece.Stored(TreePath _, FileNode file) -> requireBlobs(file);
        case Piece.Stored _ -> {}
      }
    } catch (IOException failed) {
      if (!Damage.is(failed)) {
        throw failed;
      }
      throw new IOException(
          "cannot compose a snapshot with %s: %s".formatted(piece.at(), failed.getMessage()),
          failed);
    }
  }

  private void requireBlobs(FileNode file) throws IOException {
    for (BlobId blob : file.content()) {
      if (!repository.index().contains(BlobType.DATA, blob)) {
        throw new MissingBlobException(BlobType.DATA, blob);
      }
    }
  }
}
