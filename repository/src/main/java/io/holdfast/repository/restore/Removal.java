package io.holdfast.repository.restore;

import io.holdfast.repository.TreePath;
import io.holdfast.repository.file.Directory;
import io.holdfast.repository.file.EntryKind;
import io.holdfast.repository.file.Errno;
import io.holdfast.repository.file.PosixException;
import io.holdfast.repository.select.Selection;
import io.holdfast.repository.tree.NodeName;
import java.io.IOException;

/** Removes what is in the target and not in the snapshot, as far as it is selected. */
final class Removal {
  /** Deeper ones are left, with an error: going down takes memory for every directory. */
  private static final int DEEPEST = 1000;

  private final Selection selection;
  private final boolean everything;
  private final RestoreCounts counts;

  Removal(Selection selection, RestoreCounts counts) {
    this.selection = selection;
    this.everything = selection.equals(Selection.ALL);
    this.counts = counts;
  }

  /**
   * Removes an entry, and all that is selected below it; one that is gone already is as good.
   *
   * @return whether it is gone
   */
  boolean remove(Directory directory, TreePath path) throws IOException {
    return remove(directory, path, EntryKind.UNKNOWN, 0);
  }

  private boolean remove(Directory directory, TreePath path, EntryKind kind, int depth)
      throws IOException {
    byte[] name = path.name().bytes();
    if (!everything && !selection.matches(path.bytes())) {
      return false;
    }
    try {
      EntryKind known = kind == EntryKind.UNKNOWN ? directory.status(name).kind() : kind;
      if (known != EntryKind.DIRECTORY) {
        directory.removeFile(name);
      } else if (removeBelow(directory, path, depth)) {
        directory.removeDirectory(name);
      } else {
        return false;
      }
      counts.delete();
      return true;
    } catch (PosixException e) {
      if (e.errno() == Errno.ENOENT) {
        return true;
      }
      throw e;
    }
  }

  private boolean removeBelow(Directory directory, TreePath path, int depth) throws IOException {
    if (depth == DEEPEST) {
      throw new IOException(
          "cannot remove %s: it has more than %d directories in one another; remove it by hand"
              .formatted(path, DEEPEST));
    }
    boolean all = true;
    try (Directory child = directory.openChild(path.name().bytes())) {
      for (byte[] name : child.names()) {
        all &= remove(child, path.child(NodeName.of(name)), EntryKind.UNKNOWN, depth + 1);
      }
    }
    return all;
  }
}
