package io.holdfast.cli.browse;

import io.holdfast.repository.TreePath;
import io.holdfast.repository.tree.Node;
import java.util.Comparator;

/** The order in which {@code ls} shows entries, under restic's names. */
enum ListOrder {
  /** As they lie in the trees, so nothing has to be collected. */
  name,
  size,
  time,
  mtime,
  atime,
  ctime,
  extension;

  /** What is ordered. */
  record Entry(TreePath path, Node node) {
    private String extension() {
      var text = node.name().text();
      int dot = text.lastIndexOf('.');
      return dot < 0 ? "" : text.substring(dot);
    }
  }

  /** Entries that are alike stay in the order of the trees. */
  Comparator<Entry> comparator() {
    return switch (this) {
      case name -> (_, _) -> 0;
      case size -> Comparator.comparingLong(entry -> NodeWords.size(entry.node()));
      case time, mtime -> Comparator.comparing(entry -> entry.node().metadata().times().modified());
      case atime -> Comparator.comparing(entry -> entry.node().metadata().times().accessed());
      case ctime -> Comparator.comparing(entry -> entry.node().metadata().times().changed());
      case extension -> Comparator.comparing(Entry::extension);
    };
  }
}
