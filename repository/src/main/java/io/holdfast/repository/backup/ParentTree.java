package io.holdfast.repository.backup;

import io.holdfast.repository.Trees;
import io.holdfast.repository.blob.Damage;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.NodeName;
import io.holdfast.repository.tree.TreeReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A directory of the parent snapshot, looked up by names that only increase. */
final class ParentTree {
  private static final ParentTree NONE = new ParentTree(null, null);

  private @Nullable TreeReader reader;
  private final @Nullable Recorder recorder;
  private @Nullable Node current;

  private ParentTree(@Nullable TreeReader reader, @Nullable Recorder recorder) {
    this.reader = reader;
    this.recorder = recorder;
  }

  /** The tree of {@code directory}, if that is one; a damaged one only makes the backup slower. */
  static ParentTree of(
      @Nullable Node directory, Trees trees, KnownTrees knownTrees, Recorder recorder)
      throws IOException {
    return directory instanceof DirectoryNode node
        ? ofTree(node.subtree(), trees, knownTrees, recorder)
        : NONE;
  }

  static ParentTree ofTree(
      @Nullable BlobId tree, Trees trees, KnownTrees knownTrees, Recorder recorder)
      throws IOException {
    if (tree == null) {
      return NONE;
    }
    try {
      ParentTree found = new ParentTree(trees.read(tree), recorder);
      knownTrees.wasRead(tree);
      found.advance();
      return found;
    } catch (IOException damaged) {
      if (!Damage.is(damaged)) {
        throw damaged;
      }
      recorder.warned(
          "a directory of the parent snapshot cannot be read, its files are read anew: "
              + Reason.of(damaged));
      return NONE;
    }
  }

  /** The node of this name, which is greater than all asked for before. */
  @Nullable Node find(NodeName name) throws IOException {
    while (current != null && current.name().compareTo(name) < 0) {
      advance();
    }
    return current != null && current.name().equals(name) ? current : null;
  }

  private void advance() throws IOException {
    if (reader == null) {
      current = null;
      return;
    }
    try {
      current = reader.next();
    } catch (IOException damaged) {
      if (!Damage.is(damaged)) {
        throw damaged;
      }
      current = null;
      reader = null;
      if (recorder != null) {
        recorder.warned(
            "a directory of the parent snapshot is damaged, the rest of its files is read anew: "
                + Reason.of(damaged));
      }
    }
  }
}
