package io.holdfast.repository.backup;

import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.tree.NodeName;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
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

  /**
   * Puts a path below the root, under these names; under one like the first when that stands for
   * another place on the disk.
   *
   * @param from the directory where the names begin
   * @param names at least one
   */
  void add(BytePath from, List<byte[]> names) {
    if (named) {
      return;
    }
    byte[] first = names.getFirst();
    Target at = startingAt(from.resolve(first), first);
    for (byte[] name : names.subList(1, names.size())) {
      if (at.named) {
        return;
      }
      BytePath below = at.path.resolve(name);
      at = at.children.computeIfAbsent(NodeName.of(name), _ -> new Target(below));
    }
    at.name();
  }

  private Target startingAt(BytePath place, byte[] name) {
    NodeName free = NodeName.of(name);
    for (int i = 1; ; i++) {
      Target there = children.computeIfAbsent(free, _ -> new Target(place));
      if (there.path.equals(place)) {
        return there;
      }
      free = NodeName.of(joined(name, ("-" + i).getBytes(StandardCharsets.US_ASCII)));
    }
  }

  private static byte[] joined(byte[] name, byte[] suffix) {
    byte[] joined = Arrays.copyOf(name, name.length + suffix.length);
    System.arraycopy(suffix, 0, joined, name.length, suffix.length);
    return joined;
  }
}
