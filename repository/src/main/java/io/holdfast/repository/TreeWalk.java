package io.holdfast.repository;

import io.holdfast.repository.codec.MalformedException;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.TreeReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the entries of a snapshot, directories before what is in them, each directory in
 * the order of its tree.
 *
 * <p>It holds the trees on the way down to where it is, within the bounds of {@link TreeBounds}.
 * Not thread-safe.
 */
public final class TreeWalk {
  private final Trees trees;
  private final TreeReader.Order order;
  private final Visitor visitor;
  private final Deque<Level> levels = new ArrayDeque<>();
  private final TreeBounds bounds;

  /** What a walk shows its entries to. */
  public interface Visitor {
    /** An entry; returns whether to go on into it when it is a directory. */
    boolean enter(TreePath path, Node node) throws IOException;

    /** The end of a directory that was gone into; of the root tree, too. */
    default void leave(TreePath path, BlobId tree) throws IOException {}

    /**
     * A directory that was gone into and cannot be read, or not to its end; {@link #leave} follows.
     *
     * @throws IOException to end the walk, which is what happens unless this is overridden
     */
    default void unreadable(TreePath path, BlobId tree, IOException failure) throws IOException {
      throw failure;
    }
  }

  private record Level(TreePath path, BlobId tree, @Nullable TreeReader reader) {
    int size() {
      return reader == null ? 0 : reader.size();
    }
  }

  private TreeWalk(Trees trees, TreeReader.Order order, Visitor visitor) {
    this.trees = trees;
    this.order = order;
    this.visitor = visitor;
    this.bounds = new TreeBounds(trees);
  }

  /** Walks through everything below a tree. */
  public static void through(Trees trees, BlobId root, Visitor visitor) throws IOException {
    through(trees, TreePath.ROOT, root, TreeReader.Order.STRICT, visitor);
  }

  /** Walks through everything below the tree that stands at {@code path}. */
  public static void through(
      Trees trees, TreePath path, BlobId root, TreeReader.Order order, Visitor visitor)
      throws IOException {
    new TreeWalk(trees, order, visitor).run(path, root);
  }

  private void run(TreePath path, BlobId root) throws IOException {
    goInto(path, root);
    while (!levels.isEmpty()) {
      Level level = levels.getLast();
      Node node = next(level);
      if (node == null) {
        levels.removeLast();
        bounds.leave(level.size());
        visitor.leave(level.path, level.tree);
        continue;
      }
      TreePath entry = level.path.child(node.name());
      if (visitor.enter(entry, node) && node instanceof DirectoryNode directory) {
        goInto(entry, directory.subtree());
      }
    }
  }

  private void goInto(TreePath path, BlobId tree) throws IOException {
    TreeReader reader = null;
    try {
      bounds.enter(tree);
      TreeReader read = trees.read(tree, order);
      bounds.hold(tree, read.size());
      reader = read;
    } catch (IOException failure) {
      visitor.unreadable(path, tree, failure);
    }
    levels.addLast(new Level(path, tree, reader));
  }

  private @Nullable Node next(Level level) throws IOException {
    if (level.reader == null) {
      return null;
    }
    try {
      return level.reader.next();
    } catch (MalformedException malformed) {
      visitor.unreadable(level.path, level.tree, malformed);
      return null;
    }
  }
}
