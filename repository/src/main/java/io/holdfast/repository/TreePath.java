package io.holdfast.repository;

import io.holdfast.repository.codec.GoQuote;
import io.holdfast.repository.codec.GoText;
import io.holdfast.repository.tree.NodeName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an entry stands in a snapshot: the names from the root tree down to it; none for the root.
 *
 * <p>Immutable. Paths below one directory share its names, so that a walk makes one small object
 * per entry.
 */
public final class TreePath {
  /** The root tree's own. */
  public static final TreePath ROOT = new TreePath(null, NodeName.of(""));

  private final @Nullable TreePath parent;
  private final NodeName name;
  private final int depth;

  private TreePath(@Nullable TreePath parent, NodeName name) {
    this.parent = parent;
    this.name = name;
    this.depth = parent == null ? 0 : parent.depth + 1;
  }

  /** The path made of these names. */
  public static TreePath of(List<NodeName> names) {
    TreePath path = ROOT;
    for (NodeName name : names) {
      path = path.child(name);
    }
    return path;
  }

  /** The path of an entry of this directory. */
  public TreePath child(NodeName entry) {
    return new TreePath(this, entry);
  }

  /** The entry's own name; empty for the root. */
  public NodeName name() {
    return name;
  }

  /** How many names it has. */
  public int depth() {
    return depth;
  }

  /** Whether it is {@code start}, or an entry at any depth below it. */
  public boolean startsWith(TreePath start) {
    TreePath here = this;
    while (here.depth > start.depth && here.parent != null) {
      here = here.parent;
    }
    return here.equals(start);
  }

  /** The names, from the root down. */
  public List<NodeName> names() {
    List<NodeName> names = new ArrayList<>(depth);
    for (TreePath path = this; path.parent != null; path = path.parent) {
      names.add(path.name);
    }
    Collections.reverse(names);
    return names;
  }

  /** The names' bytes, each after a slash; one slash for the root. */
  public byte[] bytes() {
    int length = 0;
    for (TreePath path = this; path.parent != null; path = path.parent) {
      length += 1 + path.name.length();
    }
    if (length == 0) {
      return new byte[] {'/'};
    }
    byte[] bytes = new byte[length];
    int end = length;
    for (TreePath path = this; path.parent != null; path = path.parent) {
      byte[] own = path.name.bytes();
      end -= own.length;
      System.arraycopy(own, 0, bytes, end, own.length);
      bytes[--end] = '/';
    }
    return bytes;
  }

  /** The path as text; each byte that is not UTF-8 becomes U+FFFD. Not safe for a terminal. */
  public String text() {
    return GoText.decode(bytes());
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof TreePath path) || depth != path.depth) {
      return false;
    }
    TreePath one = this;
    TreePath two = path;
    while (one.parent != null && two.parent != null) {
      if (!one.name.equals(two.name)) {
        return false;
      }
      one = one.parent;
      two = two.parent;
    }
    return true;
  }

  @Override
  public int hashCode() {
    return 31 * depth + name.hashCode();
  }

  /** The path with everything unprintable escaped: safe to show on a terminal. */
  @Override
  public String toString() {
    return GoQuote.printable(bytes());
  }
}
