package io.holdfast.repository.compose;

import io.holdfast.repository.TreePath;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.FileNode;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.NodeName;
import io.holdfast.repository.tree.SymlinkNode;
import java.util.List;

/** Something that is laid into a composed snapshot. */
public sealed interface Piece {
  /** Where it stands, from the snapshot's root. */
  TreePath at();

  /**
   * An entry that the repository has; a directory with everything below it.
   *
   * @param node a directory, a file or a symbolic link; it takes the name that {@code at} ends with
   */
  record Stored(TreePath at, Node node) implements Piece {
    public Stored {
      requireSafe(at);
      switch (node) {
        case DirectoryNode _ -> {}
        case FileNode _, SymlinkNode _ -> requireName(at);
        case Node other ->
            throw new IllegalArgumentException(
                "cannot lay %s into a snapshot at %s: expected a directory, a file or a symbolic link"
                    .formatted(other.name(), at));
      }
    }
  }

  /**
   * The entries of a directory without the directory: as {@link Stored}, but it has no metadata for
   * the directory that they are laid into.
   *
   * @param tree such as the root of a snapshot
   */
  record Entries(TreePath at, BlobId tree) implements Piece {
    public Entries {
      requireSafe(at);
    }
  }

  /**
   * Bytes that become a file, owned by the snapshot's author and of its time.
   *
   * @param content at most {@link #MOST} bytes
   * @param permissions 0 to 0777
   */
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  record Made(TreePath at, byte[] content, int permissions) implements Piece {
    /** Whoever has more makes a backup of it. */
    public static final int MOST = 64 << 20;

    public Made {
      requireSafe(at);
      requireName(at);
      if (content.length > MOST) {
        throw new IllegalArgumentException(
            "cannot lay %d bytes into a snapshot at %s: expected at most %d"
                .formatted(content.length, at, MOST));
      }
      if (permissions < 0 || permissions > 0777) {
        throw new IllegalArgumentException(
            "cannot make %s with the permissions 0%o: expected 0 to 0777"
                .formatted(at, permissions));
      }
      content = content.clone();
    }
  }

  private static void requireSafe(TreePath at) {
    List<NodeName> names = at.names();
    for (NodeName name : names) {
      if (!name.isSafe()) {
        throw new IllegalArgumentException(
            "cannot lay anything into a snapshot at %s: %s is no name that an entry can have"
                .formatted(at, name));
      }
    }
  }

  private static void requireName(TreePath at) {
    if (at.depth() == 0) {
      throw new IllegalArgumentException(
          "cannot lay a file over the root of a snapshot: expected a path such as /manifest.json");
    }
  }
}
