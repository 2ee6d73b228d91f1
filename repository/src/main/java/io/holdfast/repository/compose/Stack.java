package io.holdfast.repository.compose;

import io.holdfast.repository.TreePath;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.NodeMetadata;
import io.holdfast.repository.tree.NodeName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What several pieces have at one place, laid one over the other. */
final class Stack {
  private final TreePath place;
  private final List<Layer.Directory> directories = new ArrayList<>();
  private @Nullable Node leaf;

  Stack(TreePath place) {
    this.place = place;
  }

  /**
   * Lays one more over the others.
   *
   * @throws IOException when it would hide a directory
   */
  void add(Layer layer) throws IOException {
    switch (layer) {
      case Layer.Directory directory -> {
        leaf = null;
        directories.add(directory);
      }
      case Layer.Leaf(Node node) -> {
        if (!directories.isEmpty()) {
          throw new IOException(
              "cannot lay an entry over %s, which is a directory: everything in it would be gone; lay it somewhere else"
                  .formatted(place));
        }
        leaf = node;
      }
    }
  }

  TreePath place() {
    return place;
  }

  List<Layer.Directory> directories() {
    return directories;
  }

  /** The entry, when no two directories have to be merged for it. */
  Optional<Node> unmerged(NodeMetadata made) {
    if (leaf != null) {
      return Optional.of(leaf);
    }
    @Nullable BlobId only = null;
    for (Layer.Directory directory : directories) {
      if (!(directory instanceof Layer.Stored(BlobId tree, NodeMetadata _))
          || (only != null && !only.equals(tree))) {
        return Optional.empty();
      }
      only = tree;
    }
    return Optional.of(node(Objects.requireNonNull(only), made));
  }

  /** The merged directory; the first piece that says something about it is right. */
  DirectoryNode node(BlobId tree, NodeMetadata made) {
    NodeMetadata metadata =
        directories.stream()
            .map(Layer.Directory::metadata)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(made);
    return new DirectoryNode(name(), metadata, tree);
  }

  private NodeName name() {
    return place.name();
  }
}
