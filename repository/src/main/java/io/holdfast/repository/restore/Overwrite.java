package io.holdfast.repository.restore;

import io.holdfast.repository.TreePath;
import io.holdfast.repository.file.FileStatus;
import io.holdfast.repository.file.Timestamp;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.FileNode;
import io.holdfast.repository.tree.IrregularNode;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.NodeLinks;
import io.holdfast.repository.tree.SocketNode;
import io.holdfast.repository.tree.SymlinkNode;
import org.jspecify.annotations.Nullable;

/** What to do about entries that are in the target already; restic's four policies. */
public enum Overwrite {
  /** Make it as the snapshot has it; content that is right already is found by reading it. */
  ALWAYS,
  /** As {@link #ALWAYS}, but a file of the same size and modification time counts as right. */
  IF_CHANGED,
  /** As {@link #ALWAYS} where the snapshot's entry was modified later, else keep what is there. */
  IF_NEWER,
  /** Keep what is there. */
  NEVER;

  /**
   * What to do about an entry.
   *
   * @param found what has its name in the target; null when nothing does
   */
  Step decide(TreePath path, Node node, @Nullable FileStatus found) {
    if (node instanceof IrregularNode irregular) {
      return new Step.Refuse(path, irregular.reason());
    }
    if (node instanceof SocketNode) {
      return new Step.Omit(path, "a socket is of no use without the program that made it");
    }
    if (node instanceof SymlinkNode link && !isTarget(link.target())) {
      return new Step.Refuse(path, "no link can have its target, which is empty or holds NUL");
    }
    if (found == null) {
      return new Step.Create(path, node);
    }
    if (node instanceof DirectoryNode directory && found.isDirectory()) {
      return new Step.Adjust(path, directory);
    }
    boolean overwrites =
        switch (this) {
          case ALWAYS, IF_CHANGED -> true;
          case IF_NEWER -> modified(node).compareTo(found.modified()) > 0;
          case NEVER -> false;
        };
    if (overwrites) {
      return replace(path, node, found);
    }
    if (node instanceof DirectoryNode) {
      return new Step.Refuse(
          path,
          "a %s is in the way, which is not to be overwritten; nothing below it is restored"
              .formatted(found.kind()));
    }
    return new Step.Keep(path, node);
  }

  private Step replace(TreePath path, Node node, FileStatus found) {
    if (!(node instanceof FileNode file)
        || !found.isFile()
        || !mayTakeOver(file.metadata().links(), found)) {
      return new Step.Replace(path, node, found.kind());
    }
    boolean trusted =
        this == IF_CHANGED
            && found.links() == 1
            && found.size() == file.size()
            && found.modified().equals(modified(file));
    return trusted ? new Step.Adjust(path, file) : new Step.Compare(path, file);
  }

  /** A file with more names than the snapshot knows may be somebody else's, too. */
  private static boolean mayTakeOver(NodeLinks links, FileStatus found) {
    return found.links() == 1
        || (links.isShared() && Long.compareUnsigned(found.links(), links.count()) <= 0);
  }

  private static boolean isTarget(byte[] target) {
    boolean clean = target.length > 0;
    for (byte b : target) {
      clean &= b != 0;
    }
    return clean;
  }

  private static Timestamp modified(Node node) {
    return Timestamp.of(node.metadata().times().modified());
  }
}
