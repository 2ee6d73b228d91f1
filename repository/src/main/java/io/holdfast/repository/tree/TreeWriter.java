package io.holdfast.repository.tree;

import io.holdfast.repository.codec.GoJsonWriter;
import io.holdfast.repository.id.BlobId;
import org.jspecify.annotations.Nullable;

/**
 * Makes a tree's bytes from nodes given in order, keeping none of them.
 *
 * <p>Not thread-safe. To be used for one tree.
 */
public final class TreeWriter {
  private final GoJsonWriter out;
  private @Nullable NodeName last;

  public TreeWriter() {
    this(1024);
  }

  /** A writer that expects about {@code capacity} bytes; a node takes about 350. */
  public TreeWriter(int capacity) {
    out = new GoJsonWriter(capacity);
    out.beginObject().field("nodes").beginArray();
  }

  /**
   * Adds a node.
   *
   * @throws IllegalArgumentException when its name is empty or not greater, as bytes, than the name
   *     of the node before (F28): restic refuses such a tree
   */
  public void add(Node node) {
    NodeName name = node.name();
    if (name.length() == 0) {
      throw new IllegalArgumentException("a node without a name cannot be added to a tree");
    }
    if (last != null && last.compareTo(name) >= 0) {
      throw new IllegalArgumentException(
          "cannot add "
              + name
              + " to a tree after "
              + last
              + ": expected names in strictly increasing order of their bytes");
    }
    last = name;
    NodeWriter.write(out, node);
  }

  /** Ends the tree and returns its bytes, of which {@link BlobId} is the hash. */
  public byte[] finish() {
    return out.endArray().endObject().newline().toBytes();
  }
}
