package io.holdfast.repository.compose;

import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.NodeMetadata;
import io.holdfast.repository.tree.NodeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one piece has at one place. */
sealed interface Layer {
  /** An entry that is no directory. */
  record Leaf(Node node) implements Layer {}

  /** A directory, which is merged with those of other pieces. */
  sealed interface Directory extends Layer {
    /** What the piece says about it; absent when it has only entries for it. */
    @Nullable NodeMetadata metadata();
  }

  /** A directory that the repository has. */
  record Stored(BlobId tree, @Nullable NodeMetadata metadata) implements Directory {}

  /** A directory that is only there to lead to a piece. */
  record Way(List<NodeName> names, Layer end) implements Directory {
    public Way {
      names = List.copyOf(names);
    }

    @Override
    public @Nullable NodeMetadata metadata() {
      return null;
    }

    NodeName name() {
      return names.getFirst();
    }

    Layer next() {
      return leading(names.subList(1, names.size()), end);
    }
  }

  /** What a piece has at the root when it has {@code end} at the path of these names. */
  static Layer leading(List<NodeName> names, Layer end) {
    return names.isEmpty() ? end : new Way(names, end);
  }

  /** What a tree has under a name. */
  static Layer of(Node node) {
    return node instanceof DirectoryNode directory
        ? new Stored(directory.subtree(), directory.metadata())
        : new Leaf(node);
  }
}
