package io.holdfast.repository.compose;

import io.holdfast.repository.TreeBounds;
import io.holdfast.repository.Trees;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.NodeMetadata;
import io.holdfast.repository.tree.NodeName;
import io.holdfast.repository.tree.TreeReader;
import io.holdfast.repository.tree.TreeWriter;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Merges directories, from a root down to where only one piece goes on. */
final class Merge {
  /** Stores a tree. */
  @FunctionalInterface
  interface Saver {
    BlobId save(byte[] tree) throws IOException;
  }

  private final Trees trees;
  private final NodeMetadata made;
  private final Saver saver;
  private final TreeBounds bounds;

  // Not recursive: directories nest deeper than a thread's stack.
  private final Deque<Level> levels = new ArrayDeque<>();

  /**
   * @param made for directories that no piece has metadata for
   */
  Merge(Trees trees, NodeMetadata made, Saver saver) {
    this.trees = trees;
    this.made = made;
    this.saver = saver;
    this.bounds = new TreeBounds(trees);
  }

  /** A directory that is being merged. */
  private static final class Level {
    private final Stack stack;
    private final PriorityQueue<Cursor> cursors = new PriorityQueue<>();
    private final TreeWriter writer = new TreeWriter();
    private boolean isBounded;
    private int held;

    Level(Stack stack) {
      this.stack = stack;
    }

    /** What the pieces have under the next name; empty after the last. */
    Optional<Stack> next() throws IOException {
      Cursor first = cursors.peek();
      if (first == null) {
        return Optional.empty();
      }
      NodeName name = first.name();
      Stack next = new Stack(stack.place().child(name));
      for (Cursor at = first; at != null && at.name().equals(name); at = cursors.peek()) {
        cursors.remove();
        next.add(at.layer());
        at.advance();
        if (!at.isAtEnd()) {
          cursors.add(at);
        }
      }
      return Optional.of(next);
    }
  }

  /** The tree of what the pieces have at the root, each of them a directory there. */
  BlobId run(Stack root) throws IOException {
    // Also when one tree alone stands there: a snapshot of it is no new tree.
    Optional<Node> unmerged = root.unmerged(made);
    if (unmerged.isPresent() && unmerged.get() instanceof DirectoryNode directory) {
      return directory.subtree();
    }
    open(root);
    while (true) {
      Level level = levels.getFirst();
      Optional<Stack> next = level.next();
      if (next.isPresent()) {
        add(level, next.get());
        continue;
      }
      BlobId tree = close(level);
      @Nullable Level above = levels.peekFirst();
      if (above == null) {
        return tree;
      }
      above.writer.add(level.stack.node(tree, made));
    }
  }

  private void add(Level level, Stack stack) throws IOException {
    Optional<Node> unmerged = stack.unmerged(made);
    if (unmerged.isPresent()) {
      level.writer.add(unmerged.get());
    } else {
      open(stack);
    }
  }

  private void open(Stack stack) throws IOException {
    Level level = new Level(stack);
    levels.addFirst(level);
    int rank = 0;
    for (Layer.Directory directory : stack.directories()) {
      Cursor cursor =
          switch (directory) {
            case Layer.Way way -> Cursor.of(rank, way);
            case Layer.Stored(BlobId tree, NodeMetadata _) -> Cursor.of(rank, read(level, tree));
          };
      if (!cursor.isAtEnd()) {
        level.cursors.add(cursor);
      }
      rank++;
    }
  }

  private TreeReader read(Level level, BlobId tree) throws IOException {
    if (!level.isBounded) {
      bounds.enter(tree);
      level.isBounded = true;
    }
    TreeReader reader = trees.read(tree);
    bounds.hold(tree, reader.size());
    level.held += reader.size();
    return reader;
  }

  private BlobId close(Level level) throws IOException {
    levels.removeFirst();
    if (level.isBounded) {
      bounds.leave(level.held);
    }
    return saver.save(level.writer.finish());
  }
}
