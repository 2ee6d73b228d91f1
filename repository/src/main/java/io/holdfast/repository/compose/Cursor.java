package io.holdfast.repository.compose;

import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.NodeName;
import io.holdfast.repository.tree.TreeReader;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Goes through what one piece has in a directory, in the order of names; smaller ones come first,
 * and at one name those of earlier pieces.
 */
final class Cursor implements Comparable<Cursor> {
  private final int rank;
  private final @Nullable TreeReader tree;
  private @Nullable NodeName name;
  private @Nullable Layer layer;

  private Cursor(int rank, @Nullable TreeReader tree) {
    this.rank = rank;
    this.tree = tree;
  }

  /** At the first entry of a tree. */
  static Cursor of(int rank, TreeReader tree) throws IOException {
    Cursor cursor = new Cursor(rank, tree);
    cursor.advance();
    return cursor;
  }

  /** At the only entry of a directory that leads to a piece. */
  static Cursor of(int rank, Layer.Way way) {
    Cursor cursor = new Cursor(rank, null);
    cursor.name = way.name();
    cursor.layer = way.next();
    return cursor;
  }

  boolean isAtEnd() {
    return name == null;
  }

  NodeName name() {
    return Objects.requireNonNull(name);
  }

  Layer layer() {
    return Objects.requireNonNull(layer);
  }

  void advance() throws IOException {
    @Nullable Node node = tree == null ? null : tree.next();
    name = node == null ? null : node.name();
    layer = node == null ? null : Layer.of(node);
  }

  @Override
  public int compareTo(Cursor other) {
    int order = name().compareTo(other.name());
    return order != 0 ? order : Integer.compare(rank, other.rank);
  }
}
