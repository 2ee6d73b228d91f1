package io.holdfast.repository.select;

import java.util.Arrays;

/**
 * A path cut at its slashes, once for all patterns; the first component of an absolute path is the
 * root.
 */
final class Components {
  private final byte[] path;
  private final boolean absolute;
  private final int[] starts;

  private Components(byte[] path, int[] starts) {
    this.path = path;
    this.absolute = path[0] == '/';
    this.starts = starts;
  }

  /**
   * The components of a path.
   *
   * @throws IllegalArgumentException when it has no bytes
   */
  static Components of(byte[] path) {
    if (path.length == 0) {
      throw new IllegalArgumentException("a path is empty: expected at least one byte");
    }
    int[] starts = new int[16];
    int count = 1;
    for (int i = 0; i < path.length; i++) {
      if (path[i] == '/') {
        if (count + 1 >= starts.length) {
          starts = Arrays.copyOf(starts, starts.length * 2);
        }
        starts[count++] = i + 1;
      }
    }
    // Where a next component would start, so that each ends one byte before its successor.
    starts[count] = path.length + 1;
    return new Components(path, Arrays.copyOf(starts, count + 1));
  }

  int size() {
    return starts.length - 1;
  }

  boolean isAbsolute() {
    return absolute;
  }

  boolean isRoot(int i) {
    return i == 0 && absolute;
  }

  byte[] path() {
    return path;
  }

  int start(int i) {
    return starts[i];
  }

  int end(int i) {
    return starts[i + 1] - 1;
  }
}
