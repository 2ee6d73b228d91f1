package io.holdfast.repository.backup;

import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.tree.NodeName;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What stands at a place of the snapshot because the user named it, or something below it (F29).
 *
 * <p>A target without children was named itself: all of it is backed up. One with children is there
 * only to lead to them.
 */
final class Target {
  private final BytePath path;
  private final SortedMap<NodeName, Target> children = new TreeMap<>();
  private boolean named;

  /**
   * @param path on disk, absolute
   */
  Target(BytePath path) {
    this.path = path;
  }

  BytePath path() {
    return path;
  }

  boolean isNamed() {
    return named;
  }

  SortedMap<NodeName, Target> children() {
    return children;
  }

  /** All of it is wanted; what was named below it is part of it. */
  void name() {
    named = true;
    children.clear();
  }

  /** Puts an absolute path below the root, under all its names. */
  void addAbsolute(BytePath absolute) {
    Target at = this;
    for (byte[] name : absolute.names()) {
      if (at.named) {
        return;
      }
      BytePath below = at.path.resolve(name);
      at = at.children.computeIfAbsent(NodeName.of(name), _ -> new Target(below));
    }
    at.name();
  }

  /** Puts a path right below the root, under its last name, or one like it when that is taken. */
  void addByLastName(BytePath absolute) {
    byte[] name = absolute.name();
    NodeName free = NodeName.of(name);
    for (int i = 1; children.containsKey(free); i++) {
      if (isThere(free, absolute)) {
        return;
      }
      free = NodeName.of(BytePath.of(name) + "-" + i);
    }
    Target target = new Target(absolute);
    target.name();
    children.put(free, target);
  }

  private boolean isThere(NodeName name, BytePath absolute) {
    Target there = children.get(name);
    return there != null && there.named && there.path.equals(absolute);
  }
}
