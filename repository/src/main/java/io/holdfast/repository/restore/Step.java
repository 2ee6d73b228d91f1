package io.holdfast.repository.restore;

import io.holdfast.repository.TreePath;
import io.holdfast.repository.file.EntryKind;
import io.holdfast.repository.tree.FileNode;
import io.holdfast.repository.tree.Node;

/** What is to be done about one entry. */
public sealed interface Step {
  /** Where the entry stands in the restored tree, and so in the target. */
  TreePath path();

  /** Nothing is there: make it. */
  record Create(TreePath path, Node node) implements Step {}

  /** Something else is there: put the snapshot's entry in its place. */
  record Replace(TreePath path, Node node, EntryKind found) implements Step {}

  /** A file is there: read it, and write it anew unless its content is right. */
  record Compare(TreePath path, FileNode node) implements Step {}

  /** A directory is there, or a file with the right content: set its metadata. */
  record Adjust(TreePath path, Node node) implements Step {}

  /** Something is there that is not to be overwritten. */
  record Keep(TreePath path, Node node) implements Step {}

  /** Left out, as it is of no use. */
  record Omit(TreePath path, String reason) implements Step {}

  /** Something is there that the snapshot does not have: remove it. */
  record Delete(TreePath path) implements Step {}

  /** It cannot be restored; the restore is not complete. */
  record Refuse(TreePath path, String reason) implements Step {}
}
