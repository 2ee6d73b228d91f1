package io.holdfast.schema.text;

import io.holdfast.schema.document.Bounds;
import io.holdfast.schema.document.Position;

/** How large a document has become, against its bounds. */
final class Growth {
  private final Bounds bounds;
  private int depth;
  private int nodes;
  private int aliases;

  Growth(Bounds bounds) {
    this.bounds = bounds;
  }

  int nodes() {
    return nodes;
  }

  void node(Position position) throws SyntaxException {
    add(1, position);
  }

  void alias(int repeated, Position position) throws SyntaxException {
    if (++aliases > bounds.aliases()) {
      throw new SyntaxException(
          position, "is one alias too many", "at most %d aliases".formatted(bounds.aliases()));
    }
    add(repeated, position);
  }

  private void add(int more, Position position) throws SyntaxException {
    // Both are at most the bound, so their sum cannot overflow.
    nodes += more;
    if (nodes > bounds.nodes()) {
      throw new SyntaxException(
          position, "is one value too many", "at most %d values".formatted(bounds.nodes()));
    }
  }

  void enter(Position position) throws SyntaxException {
    if (++depth > bounds.depth()) {
      throw new SyntaxException(
          position,
          "stands too deep",
          "at most %d lists and objects in each other".formatted(bounds.depth()));
    }
  }

  void leave() {
    depth--;
  }
}
