package io.holdfast.repository;

import io.holdfast.repository.blob.BlobCodec;
import io.holdfast.repository.codec.MalformedException;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.TreeReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the entries of a snapshot, directories before what is in them, each directory in
 * the order of its tree.
 *
 * <p>It holds the trees on the way down to where it is, and a bit per blob of the index. What only
 * a hostile repository has, ends it: directories that are too deep, take too much memory together,
 * or are the same few over and over. Not thread-safe.
 */
public final class TreeWalk {
  /** No real directory is so deep; a walk that gets there is in a hostile repository. */
  public static final int DEEPEST = 10_000;

  /** The trees from the root down to where the walk is take no more memory than this. */
  private static final long MOST_HELD = BlobCodec.LARGEST;

  // Forty trees that each name the next one twice are 2^40 directories. File systems that show
  // their own snapshots repeat a tree, too, but not a thousand times over.
  private static final long MOST_REPEATED = 256L << 20;
  private static final long MOST_REPEATS = 1000;

  private final Trees trees;
  private final TreeReader.Order order;
  private final Visitor visitor;
  private final Deque<Level> levels = new ArrayDeque<>();
  private final BitSet seen = new BitSet();
  private long held;
  private long read;
  private long readFirst;

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
        held -= level.size();
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
      if (levels.size() == DEEPEST) {
        throw new IOException(
            "tree %s is %d directories deep, which no real one is".formatted(tree, DEEPEST));
      }
      reader = trees.read(tree, order);
      requireReal(tree, reader.size());
    } catch (IOException failure) {
      reader = null;
      visitor.unreadable(path, tree, failure);
    }
    Level level = new Level(path, tree, reader);
    held += level.size();
    levels.addLast(level);
  }

  private void requireReal(BlobId tree, int size) throws IOException {
    if (held + size > MOST_HELD) {
      throw new IOException(
          "tree %s and the %d above it take %d bytes together, the most allowed is %d"
              .formatted(tree, levels.size(), held + size, MOST_HELD));
    }
    read += size;
    int number = trees.number(tree);
    if (number >= 0 && !seen.get(number)) {
      seen.set(number);
      readFirst += size;
    }
    if (read > MOST_REPEATED + MOST_REPEATS * readFirst) {
      throw new IOException(
          "tree %s and others stand in so many places that no real directories can be meant"
              .formatted(tree));
    }
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
