package io.holdfast.repository.restore;

import java.util.Arrays;

/**
 * Which blob goes where, in the order of the packs: 16 bytes for each, as a batch may have hundreds
 * of thousands.
 */
final class Pieces {
  private long[] keys = new long[1024];
  private long[] targets = new long[1024];
  private int size;

  /**
   * Adds one.
   *
   * @param ordinal of the blob in the index
   * @param draft its number in the batch
   * @param blob its number in the draft
   */
  void add(int ordinal, int draft, int blob) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, size + size / 2);
      targets = Arrays.copyOf(targets, keys.length);
    }
    keys[size] = ((long) ordinal << 32) | size;
    targets[size] = ((long) draft << 32) | blob;
    size++;
  }

  /** Puts them into the order of the index, in which the blobs of a pack follow one another. */
  void sort() {
    Arrays.sort(keys, 0, size);
  }

  int size() {
    return size;
  }

  int ordinal(int piece) {
    return (int) (keys[piece] >>> 32);
  }

  /** When it was added, from 0. */
  int rank(int piece) {
    return (int) keys[piece];
  }

  int draft(int piece) {
    return (int) (targets[rank(piece)] >>> 32);
  }

  int blob(int piece) {
    return (int) targets[rank(piece)];
  }

  /** The piece after the last one that is of the same blob. */
  int nextBlob(int piece) {
    int next = piece + 1;
    while (next < size && ordinal(next) == ordinal(piece)) {
      next++;
    }
    return next;
  }
}
