package io.holdfast.repository;

import io.holdfast.repository.blob.BlobCodec;
import io.holdfast.repository.blob.BlobReader;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.NodeName;
import io.holdfast.repository.tree.TreeReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads the directories of snapshots; for one thread, which closes it. */
public final class Trees implements AutoCloseable {
  private final BlobReader blobs;
  private final BlobCodec codec;

  Trees(BlobReader blobs, BlobCodec codec) {
    this.blobs = blobs;
    this.codec = codec;
  }

  /**
   * A reader of one directory's nodes.
   *
   * @throws IOException when the tree cannot be read or is none; the message names it, as do those
   *     of the reader
   */
  public TreeReader read(BlobId id) throws IOException {
    return read(id, TreeReader.Order.STRICT);
  }

  /** Like {@link #read(BlobId)}, with a choice of what to do about disorder. */
  public TreeReader read(BlobId id, TreeReader.Order order) throws IOException {
    byte[] bytes = blobs.load(BlobType.TREE, id, codec);
    return new TreeReader(bytes, order, "tree " + id);
  }

  /** The number of a tree in the index, from 0; -1 when it has none. */
  int number(BlobId id) {
    return blobs.number(BlobType.TREE, id);
  }

  /**
   * The node at a path below a directory.
   *
   * @param path names from the directory down; at least one
   * @return empty when there is none, or when the path leads through something that is no directory
   */
  public Optional<Node> find(BlobId directory, List<NodeName> path) throws IOException {
    Optional<Node> found = child(directory, path.getFirst());
    for (NodeName name : path.subList(1, path.size())) {
      if (found.isEmpty() || !(found.get() instanceof DirectoryNode inner)) {
        return Optional.empty();
      }
      found = child(inner.subtree(), name);
    }
    return found;
  }

  private Optional<Node> child(BlobId directory, NodeName name) throws IOException {
    TreeReader reader = read(directory);
    for (Node node = reader.next(); node != null; node = reader.next()) {
      if (node.name().equals(name)) {
        return Optional.of(node);
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    codec.close();
  }
}
