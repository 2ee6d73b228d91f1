package io.holdfast.repository.restore;

import io.holdfast.repository.tree.DeviceNode;
import io.holdfast.repository.tree.DirectoryNode;
import io.holdfast.repository.tree.FileNode;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.NodeLinks;
import io.holdfast.repository.tree.SymlinkNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The entries restored so far that further names belong to; for one thread (F31). */
final class HardLinks {
  private final Map<Key, First> firsts = new HashMap<>();

  private record Key(long inode, long device) {}

  /** The name under which an entry was restored first. */
  static final class First {
    private final Place place;
    private final Node node;
    private long namesLeft;
    private volatile boolean there;

    First(Place place, Node node) {
      this.place = place;
      this.node = node;
      this.namesLeft = node.metadata().links().count() - 1;
    }

    Place place() {
      return place;
    }

    Node node() {
      return node;
    }

    /** It is restored: it can be linked to. */
    void isThere() {
      there = true;
    }

    boolean there() {
      return there;
    }
  }

  /** The entry that this node is another name of; null when it is the first, or has one name. */
  @Nullable First find(Node node) {
    if (!isLinked(node)) {
      return null;
    }
    Key key = key(node);
    First first = firsts.get(key);
    // Inodes are used again while a backup runs, and a tree may lie: what differs is no link.
    if (first == null || !isSame(first.node, node)) {
      return null;
    }
    first.namesLeft--;
    if (first.namesLeft == 0) {
      firsts.remove(key);
    }
    return first;
  }

  /** Takes note of an entry that is being restored; null when it has one name. */
  @Nullable First add(Place place, Node node) {
    if (!isLinked(node)) {
      return null;
    }
    First first = new First(place, node);
    firsts.put(key(node), first);
    return first;
  }

  private static boolean isLinked(Node node) {
    return node.metadata().links().isShared() && !(node instanceof DirectoryNode);
  }

  private static Key key(Node node) {
    NodeLinks links = node.metadata().links();
    return new Key(links.inode(), links.device());
  }

  private static boolean isSame(Node first, Node node) {
    return switch (node) {
      case FileNode file ->
          first instanceof FileNode other
              && file.size() == other.size()
              && file.content().equals(other.content());
      case SymlinkNode link ->
          first instanceof SymlinkNode other && Arrays.equals(link.target(), other.target());
      case DeviceNode device ->
          first instanceof DeviceNode other
              && device.kind() == other.kind()
              && device.device() == other.device();
      default -> first.getClass().equals(node.getClass());
    };
  }
}
