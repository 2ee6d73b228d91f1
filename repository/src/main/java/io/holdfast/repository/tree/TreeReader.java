package io.holdfast.repository.tree;

import io.holdfast.repository.codec.GoJsonReader;
import io.holdfast.repository.codec.MalformedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tree's nodes one at a time.
 *
 * <p>Besides the bytes it holds one node. {@code "nodes":null}, which early restic versions wrote
 * for an empty directory, reads as no nodes. Not thread-safe.
 */
public final class TreeReader {
  /** What to do about names that do not strictly increase (F28). */
  public enum Order {
    /** Refuse the tree: restore must not write an entry twice. */
    STRICT,
    /** Go on and note it in {@link TreeReader#problems()}: check tells all it finds. */
    NOTED
  }

  /** A tree full of disorder yields this many notes, and no more. */
  private static final int MOST_PROBLEMS = 100;

  private final GoJsonReader reader;
  private final Order order;
  private final String what;
  private final NodeReader nodes;
  private final List<String> problems = new ArrayList<>();
  private @Nullable NodeName last;
  private boolean finished;

  /** A strict reader. */
  public TreeReader(byte[] tree) throws MalformedException {
    this(tree, Order.STRICT);
  }

  /**
   * A reader of {@code tree}, which must not change meanwhile.
   *
   * @throws MalformedException when it does not begin as a tree does
   */
  public TreeReader(byte[] tree, Order order) throws MalformedException {
    this(tree, order, "tree");
  }

  /** Like {@link #TreeReader(byte[], Order)}, with the words for the tree in refusals. */
  public TreeReader(byte[] tree, Order order, String what) throws MalformedException {
    this.order = order;
    this.what = what;
    reader = new GoJsonReader(tree, what);
    nodes = new NodeReader(reader);
    reader.enterObject();
    seekNodes();
  }

  /** All nodes of a tree in strict order. */
  public static List<Node> readAll(byte[] tree) throws MalformedException {
    TreeReader reader = new TreeReader(tree);
    List<Node> all = new ArrayList<>();
    for (Node node = reader.next(); node != null; node = reader.next()) {
      all.add(node);
    }
    return all;
  }

  /** The bytes that the tree has, which this reader holds. */
  public int size() {
    return reader.source().length;
  }

  private void seekNodes() throws MalformedException {
    for (String field = reader.field(); field != null; field = reader.field()) {
      if (field.equals("nodes")) {
        if (!reader.enterArray()) {
          leave();
        }
        return;
      }
      reader.skip();
    }
    throw reader.malformed("has no field 'nodes'");
  }

  private void leave() throws MalformedException {
    for (String field = reader.field(); field != null; field = reader.field()) {
      if (field.equals("nodes")) {
        throw reader.malformed("the field stands twice");
      }
      reader.skip();
    }
    reader.end();
    finished = true;
  }

  /**
   * The next node, or {@code null} after the last.
   *
   * @throws MalformedException when the bytes are not a tree's; nothing more can be read then
   */
  public @Nullable Node next() throws MalformedException {
    if (finished) {
      return null;
    }
    if (!reader.element()) {
      leave();
      return null;
    }
    Node node = nodes.read();
    checkOrder(node.name());
    last = node.name();
    return node;
  }

  private void checkOrder(NodeName name) throws MalformedException {
    String problem;
    if (name.length() == 0) {
      problem = "has a node without a name";
    } else if (last == null || last.compareTo(name) < 0) {
      return;
    } else if (last.equals(name)) {
      problem = "has two nodes named " + name;
    } else {
      problem = "has node " + name + " after " + last + ", against the order of their bytes";
    }
    switch (order) {
      case STRICT -> throw new MalformedException(what + " " + problem);
      case NOTED -> {
        if (problems.size() < MOST_PROBLEMS) {
          problems.add(problem);
        }
      }
    }
  }

  /** What was noted so far about the order of names; empty with {@link Order#STRICT}. */
  public List<String> problems() {
    return List.copyOf(problems);
  }
}
