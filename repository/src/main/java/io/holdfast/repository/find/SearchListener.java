package io.holdfast.repository.find;

import io.holdfast.repository.TreePath;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.snapshot.Snapshot;
import io.holdfast.repository.tree.Node;
import java.io.IOException;

/** Takes what a search finds, as it finds it. */
public interface SearchListener {
  /** The search begins with a snapshot. */
  default void begins(SnapshotId id, Snapshot snapshot) throws IOException {}

  /** An entry that was looked for. */
  default void entry(TreePath path, Node node) throws IOException {}

  /** A blob that was looked for, and where it is used. */
  default void object(Use use) throws IOException {}

  /** The search is through with a snapshot. */
  default void ends(SnapshotId id, long found) throws IOException {}

  /**
   * A place where a blob is used.
   *
   * @param path of the file or directory
   * @param parent the tree in which the file or directory stands; of the root tree its own
   */
  record Use(BlobType type, BlobId id, TreePath path, BlobId parent) {}
}
